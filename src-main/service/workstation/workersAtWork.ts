import type { ForkedProcess } from '#main/supervision/forkedProcess.ts';
import { personActs } from '../workerMessages.ts';
import type { StartWorker } from './startWorker.ts';

/** The worker processes that live now, so that all of them can be told to let a person go first. */
export class WorkersAtWork {
  readonly #workers = new Set<ForkedProcess>();
  readonly #startWorker: StartWorker;

  constructor(startWorker: StartWorker) {
    this.#startWorker = startWorker;
  }

  readonly start: StartWorker = (entry, order) => {
    const worker = this.#startWorker(entry, order);
    this.#workers.add(worker);
    worker.onExit(() => { this.#workers.delete(worker); });
    return worker;
  };

  /** Someone reviews just now. */
  readonly personActs = (): void => {
    for (const worker of this.#workers) worker.send(personActs);
  };
}
