import { stat } from 'node:fs/promises';
import type { Progress } from '#shared/jobs/progress.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Ending } from '#main/supervision/forkedProcess.ts';
import { sampleFields, samplePlace } from '../drawSampleSmear.ts';
import { createCase } from './createCase.ts';
import type { DrawInProcess } from './drawInProcess.ts';
import type { WorkstationContext } from './workstationContext.ts';

/** The sample case of a library: drawn cells, so that nobody begins before an empty list. */
export class SampleCase {
  readonly #context: WorkstationContext;
  readonly #drawing: DrawInProcess;
  readonly #ending = new AbortController();
  #making: Promise<number | undefined> | undefined;
  #progress: Progress | undefined;
  readonly #listeners = new Set<(progress: Progress) => void>();

  constructor(context: WorkstationContext, drawing: DrawInProcess) {
    this.#context = context;
    this.#drawing = drawing;
  }

  /** Makes the sample in a library that never held a case: who took it away does not get it back unasked. */
  async makeAtFirstStart(): Promise<void> {
    // The worklist asks for it as well, and tells why it can't be made.
    if (!this.#context.library.cases.everHeldOne()) await this.find().catch(() => undefined);
  }

  /**
   * The sample case; made where the library never held a case. Undefined where it did, or the service is ending. `report` hears how far
   * it is, as does everybody who asks meanwhile; who asks no longer does not stop it. Throws what `createCase` throws, and `internal` with the words of the drawing process where it failed.
   */
  async find(report?: (progress: Progress) => void): Promise<number | undefined> {
    const { library } = this.#context;
    const known = library.worklist.sample();
    if (known !== undefined) return known;
    if (!this.#making && library.cases.everHeldOne()) return undefined;
    if (report) {
      this.#listeners.add(report);
      if (this.#progress) report(this.#progress);
    }
    this.#making ??= this.#make().finally(() => {
      this.#making = undefined;
      this.#progress = undefined;
      this.#listeners.clear();
    });
    return this.#making;
  }

  /** Waits for what is under way, which the end of the drawing has stopped; it is begun anew at the next start. */
  async close(): Promise<void> {
    this.#ending.abort();
    await this.#making?.catch(() => undefined);
  }

  readonly #tell = (progress: Progress): void => {
    this.#progress = progress;
    for (const listener of this.#listeners) listener(progress);
  };

  async #make(): Promise<number | undefined> {
    const { library, libraryDirectory, softwareVersion, emit } = this.#context;
    const place = samplePlace(libraryDirectory, softwareVersion);
    const ending = await this.#drawing.draw({ smear: place }, this.#tell);
    if (this.#ending.signal.aborted) return undefined;
    if (!(await stat(place).then((found) => found.isFile(), () => false))) throw notDrawn(ending);
    const { caseId } = await createCase(this.#context, { paths: [place], fields: sampleFields, specimen: 'marrow' }, { signal: this.#ending.signal, report: this.#tell });
    library.worklist.setSample(caseId);
    emit({ event: 'casesChanged' });
    return caseId;
  }
}

function notDrawn(ending: Ending | undefined): MyeloscopeError {
  const why = ending?.lastWords.trim().split('\n').at(-1);
  return new MyeloscopeError('internal', `The sample smear could not be drawn${why ? `: ${why}` : '.'}`, 'See that the disk has room and may be written to, then try again. Slides of your own can be opened meanwhile.');
}
