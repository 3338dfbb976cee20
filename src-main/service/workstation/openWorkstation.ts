import path from 'node:path';
import type { ServiceEvent } from '#shared/contract/events.ts';
import { openLibrary } from '#main/store/library.ts';
import { softwareVersion } from '../softwareVersion.ts';
import { CaseSummaries } from './caseSummaries.ts';
import { CountQueue } from './countQueue.ts';
import { withPromoted } from '../laboratoryModels.ts';
import { findCountingModels } from './countingModels.ts';
import { joinHandlers, runCommand } from './dispatch.ts';
import { DrawInProcess } from './drawInProcess.ts';
import { DroppedCopies } from './droppedCopies.ts';
import { ExperimentQueue } from './experimentQueue.ts';
import { features } from './features.ts';
import { laboratorySettings } from './laboratorySettings.ts';
import { oncePerCase } from './oncePerCase.ts';
import { ReferencePictures } from './referencePictures.ts';
import { forgetReportPictures } from './reportPages.ts';
import { SampleCase } from './sampleCase.ts';
import { SlidePool } from './slidePool.ts';
import type { StartWorker } from './startWorker.ts';
import { TrainingQueue } from './trainingQueue.ts';
import { WorkersAtWork } from './workersAtWork.ts';
import type { CallContext, WorkstationContext } from './workstationContext.ts';

export interface WorkstationOptions {
  readonly libraryDirectory: string;
  /** This program's own where absent. */
  readonly softwareVersion?: string;
  /** Folder of models and cards; those shipped where absent. */
  readonly modelsDirectory?: string;
  /** Starts the processes that count. */
  readonly startWorker: StartWorker;
  /** Whether a new library gets the sample case, and any library drawn reference pictures. It does where nothing is said. */
  readonly withDrawings?: boolean;
  /** Given by tests, which count with small models of their own. */
  readonly findModels?: typeof findCountingModels;
}

/** The service of the windows: every command of the contract, and events. */
export interface Workstation {
  /** Runs a command of the contract. Rejects with a `MyeloscopeError`, whatever went wrong. */
  call(name: string, given: unknown, work: CallContext): Promise<unknown>;
  /** Tells every event from now on. Gives the function that ends it. */
  onEvent(listener: (event: ServiceEvent) => void): () => void;
  /** Stops counts so that they go on at the next start, and closes slides and library. */
  close(): Promise<void>;
}

/** The window reads a case anew at most so often while it is counted. */
const caseChangedMs = 1_000;

/** Opens the library and begins to serve. Throws what `openLibrary` throws. */
export function openWorkstation(options: WorkstationOptions): Workstation {
  const libraryDirectory = path.resolve(options.libraryDirectory);
  const library = openLibrary(libraryDirectory);
  const listeners = new Set<(event: ServiceEvent) => void>();
  const emit = (event: ServiceEvent): void => { for (const listener of listeners) listener(event); };
  const slides = new SlidePool(library, ({ caseId }) => {
    forgetReportPictures(library, caseId);
    emit({ event: 'caseChanged', caseId });
  });
  const { modelsDirectory } = options;
  const caseChanged = oncePerCase((caseId) => { emit({ event: 'caseChanged', caseId }); }, caseChangedMs);
  const workers = new WorkersAtWork(options.startWorker);
  const work = { library, startWorker: workers.start, order: { libraryDirectory, ...(modelsDirectory !== undefined && { modelsDirectory }) } };
  const experiments = new ExperimentQueue({ ...work, onChange: () => { emit({ event: 'experimentsChanged' }); } });
  const counts = new CountQueue({
    ...work,
    onChange: (job) => {
      emit({ event: 'jobChanged', job });
      caseChanged.tell(job.caseId);
    },
  });
  const trainings = new TrainingQueue({
    ...work,
    onChange: (trainingId, hasEnded) => {
      emit({ event: 'trainingChanged', trainingId, hasEnded });
      // A candidate may have come of it.
      if (hasEnded) emit({ event: 'modelsChanged' });
    },
  });
  const summaries = new CaseSummaries(library, () => counts.shownJobs(), (caseId) => { emit({ event: 'caseChanged', caseId }); });
  const version = options.softwareVersion ?? softwareVersion();
  const drawnReferences = path.join(libraryDirectory, 'references', version);
  const context: WorkstationContext = {
    library, libraryDirectory, slides, copies: new DroppedCopies(library, libraryDirectory), counts, trainings, experiments, personActs: workers.personActs, summaries, emit, modelsDirectory,
    sample: { find: (report) => sample.find(report) }, references: new ReferencePictures({ library, slides }, drawnReferences),
    softwareVersion: version,
    countingModels: async () => (options.findModels ?? findCountingModels)(await withPromoted({ provider: laboratorySettings(library).provider, libraryDirectory, ...(modelsDirectory !== undefined && { modelsDirectory }) }, library)),
  };
  const drawing = new DrawInProcess(workers.start);
  const sample = new SampleCase(context, drawing);
  const handlers = joinHandlers(features.map((feature) => feature(context)));
  counts.goOn();
  trainings.goOn();
  experiments.goOn();
  if (options.withDrawings ?? true) void sample.makeAtFirstStart().then(() => drawing.draw({ references: drawnReferences }));
  return {
    call: (name, given, work) => runCommand(handlers, name, given, work),
    onEvent(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    async close() {
      listeners.clear();
      await Promise.all([drawing.close(), sample.close()]);
      await Promise.all([counts.close(), trainings.close(), experiments.close()]);
      caseChanged.stop();
      summaries.close();
      await slides.close();
      library.close();
    },
  };
}
