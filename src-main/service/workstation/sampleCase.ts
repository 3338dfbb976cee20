import { stat } from 'node:fs/promises';
import type { ForkedProcess } from '#main/supervision/forkedProcess.ts';
import { sampleFields, samplePlace } from '../drawSampleSmear.ts';
import { createCase } from './createCase.ts';
import type { StartWorker } from './startWorker.ts';
import type { WorkstationContext } from './workstationContext.ts';

/** The sample case of a library: drawn cells, so that nobody begins before an empty list. */
export class SampleCase {
  readonly #context: WorkstationContext;
  readonly #startWorker: StartWorker;
  readonly #ending = new AbortController();
  #drawing: ForkedProcess | undefined;
  #making: Promise<number | undefined> | undefined;

  constructor(context: WorkstationContext, startWorker: StartWorker) {
    this.#context = context;
    this.#startWorker = startWorker;
  }

  /** Makes the sample in a library that never held a case: who took it away does not get it back unasked. */
  makeAtFirstStart(): void {
    if (!this.#context.library.cases.everHeldOne()) void this.find();
  }

  /** The sample case; made where the library holds no case at all. Undefined where it holds others, or the sample can't be drawn. */
  async find(): Promise<number | undefined> {
    const { library } = this.#context;
    const known = library.worklist.sample();
    if (known !== undefined) return known;
    if (!this.#making && library.cases.idsByIdentity().size > 0) return undefined;
    this.#making ??= this.#make().catch(() => undefined).finally(() => { this.#making = undefined; });
    return this.#making;
  }

  /** Ends a drawing that is under way: it is begun anew at the next start. */
  async close(): Promise<void> {
    this.#ending.abort();
    this.#drawing?.send({ control: 'close' });
    await this.#making;
  }

  async #make(): Promise<number | undefined> {
    const { library, libraryDirectory, softwareVersion, emit } = this.#context;
    const place = samplePlace(libraryDirectory, softwareVersion);
    await this.#draw(place);
    if (this.#ending.signal.aborted || !(await stat(place).then((found) => found.isFile(), () => false))) return undefined;
    const { caseId } = await createCase(this.#context, { paths: [place], fields: sampleFields, specimen: 'marrow' }, { signal: this.#ending.signal, report: () => undefined });
    library.worklist.setSample(caseId);
    emit({ event: 'casesChanged' });
    return caseId;
  }

  /** Drawing takes all of a processor for some seconds: nobody else's answer may wait for that. */
  #draw(place: string): Promise<void> {
    return new Promise((resolve) => {
      this.#drawing = this.#startWorker('sample', { path: place });
      this.#drawing.onExit(() => {
        this.#drawing = undefined;
        resolve();
      });
    });
  }
}
