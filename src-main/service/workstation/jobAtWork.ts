import * as v from 'valibot';
import { TimeLeft } from '#shared/jobs/timeLeft.ts';
import type { Progress } from '#shared/jobs/progress.ts';
import type { StoredJob } from '#main/store/repositories/jobRepository.ts';
import type { Ending, ForkedProcess } from '#main/supervision/forkedProcess.ts';
import { workProgress } from '../workerMessages.ts';

/** A worker that was told to stop and has not by then is ended: inference can't be interrupted, and a region takes seconds. */
const stopWithinMs = 15_000;
/** A worker that must end with the program is given less. */
const closeWithinMs = 5_000;

/** The job that is being worked on, and its worker. */
export class JobAtWork {
  /** The job as it stood before the worker was started. */
  readonly before: StoredJob;
  readonly #worker: ForkedProcess;
  readonly #timeLeft = new TimeLeft();
  readonly #ended = Promise.withResolvers<undefined>();
  #shown: (Progress & { readonly secondsLeft?: number }) | undefined;
  #wish: 'cancel' | { readonly input: string } | undefined;

  /** `onEnd` is told once; only then is the job taken for ended. */
  constructor(before: StoredJob, worker: ForkedProcess, tell: { readonly onProgress: () => void; readonly onEnd: (ending: Ending) => void }) {
    this.before = before;
    this.#worker = worker;
    worker.onMessage((message) => {
      const told = v.safeParse(workProgress, message);
      if (!told.success) return;
      const { stage, done, total } = told.output;
      const leftMs = this.#timeLeft.afterProgress(told.output, performance.now());
      this.#shown = { stage, done, total, ...(leftMs !== undefined && { secondsLeft: Math.round(leftMs / 1000) }) };
      tell.onProgress();
    });
    worker.onExit((ending) => {
      try {
        tell.onEnd(ending);
      } finally {
        this.#ended.resolve(undefined);
      }
    });
  }

  /** How far it is, in words too. */
  get shown(): Progress & { readonly secondsLeft?: number } {
    // Between the start of the worker and its first word the library still says that it waits.
    return this.#shown ?? { stage: 'Starting', done: this.before.done, total: this.before.total };
  }

  /** What a person wants of the job once its worker has ended, where one said something: that it stays stopped, or goes on with an input. The last word counts. */
  get wish(): 'cancel' | { readonly input: string } | undefined {
    return this.#wish;
  }

  /** Stops the work because a person does not want it, and resolves when the worker has ended. */
  cancel(): Promise<void> {
    this.#wish = 'cancel';
    this.#worker.send({ kind: 'cancelWork' });
    return this.#endedWithin(stopWithinMs);
  }

  /** Stops the work so that it goes on with another input. */
  beginAnew(input: string): void {
    this.#wish = { input };
    this.#worker.send({ control: 'close' });
  }

  /** Stops the work so that it goes on at the next start, and resolves when the worker has ended. */
  close(): Promise<void> {
    this.#worker.send({ control: 'close' });
    return this.#endedWithin(closeWithinMs);
  }

  async #endedWithin(withinMs: number): Promise<void> {
    const patience = setTimeout(() => { this.#worker.kill(); }, withinMs);
    await this.#ended.promise;
    clearTimeout(patience);
  }
}
