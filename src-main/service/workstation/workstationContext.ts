import type { ArgumentsOf, CommandName, ResultOf } from '#shared/contract/contract.ts';
import type { ServiceEvent } from '#shared/contract/events.ts';
import type { Progress } from '#shared/jobs/progress.ts';
import type { Library } from '#main/store/library.ts';
import type { CaseSummaries } from './caseSummaries.ts';
import type { CountingModels } from './countingModels.ts';
import type { CountQueue } from './countQueue.ts';
import type { DroppedCopies } from './droppedCopies.ts';
import type { ExperimentQueue } from './experimentQueue.ts';
import type { ReferencePictures } from './referencePictures.ts';
import type { SampleCase } from './sampleCase.ts';
import type { SlidePool } from './slidePool.ts';
import type { TrainingQueue } from './trainingQueue.ts';

/** What every command of the workstation works with. One a service. */
export interface WorkstationContext {
  readonly library: Library;
  /** Absolute: the folder of the library, the sample and what the window put there. */
  readonly libraryDirectory: string;
  readonly softwareVersion: string;
  /** Folder of models and cards; those shipped where undefined. */
  readonly modelsDirectory: string | undefined;
  /** The slides that are being looked at, open. */
  readonly slides: SlidePool;
  /** Copies that the web host keeps of what was dropped on a window. */
  readonly copies: DroppedCopies;
  /** Counts that wait and the one at work. */
  readonly counts: CountQueue;
  /** Trainings that wait and the one at work. */
  readonly trainings: TrainingQueue;
  /** Experiments that wait and the one at work. */
  readonly experiments: ExperimentQueue;
  /** Someone reviews just now: what is counted or learnt beside it waits a moment. */
  readonly personActs: () => void;
  /** The lines of the worklist. */
  readonly summaries: CaseSummaries;
  readonly references: ReferencePictures;
  readonly sample: Pick<SampleCase, 'find'>;
  /** What a new case is counted with. Looked for once; throws where the models are not there. */
  readonly countingModels: () => Promise<CountingModels>;
  /** Tells every window what happened. Call it when it is on disk. */
  readonly emit: (event: ServiceEvent) => void;
}

/** What one call takes: `signal` is raised when the window no longer wants it; `report` may be called often. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

/** Answers one command. Arguments are checked before it and its result after it; it throws `MyeloscopeError`. */
export type Handler<Name extends CommandName> = (given: ArgumentsOf<Name>, work: CallContext) => ResultOf<Name> | Promise<ResultOf<Name>>;

export type Handlers = { readonly [Name in CommandName]: Handler<Name> };

/** The commands of one feature. */
export type Feature = (context: WorkstationContext) => Partial<Handlers>;
