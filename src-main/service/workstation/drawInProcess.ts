import * as v from 'valibot';
import type { Progress } from '#shared/jobs/progress.ts';
import type { Ending, ForkedProcess } from '#main/supervision/forkedProcess.ts';
import type { DrawingOrder } from '../drawSampleSmear.ts';
import { workProgress } from '../workerMessages.ts';
import type { StartWorker } from './startWorker.ts';

/**
 * Draws in processes of their own: drawing takes all of a processor for seconds, and nobody's answer may wait for that. What
 * failed, or was not finished, is drawn when it is asked for the next time.
 */
export class DrawInProcess {
  readonly #startWorker: StartWorker;
  readonly #drawing = new Set<{ readonly process: ForkedProcess; readonly ended: Promise<Ending> }>();
  #isClosing = false;

  constructor(startWorker: StartWorker) {
    this.#startWorker = startWorker;
  }

  /** Resolves when the process has ended, however: with how it ended, or undefined where nothing is drawn any more. `report` hears how far it is. */
  async draw(order: DrawingOrder, report?: (progress: Progress) => void): Promise<Ending | undefined> {
    if (this.#isClosing) return undefined;
    const process = this.#startWorker('sample', order);
    const drawing = { process, ended: new Promise<Ending>((resolve) => { process.onExit(resolve); }) };
    process.onMessage((message) => {
      const told = v.safeParse(workProgress, message);
      if (told.success) report?.({ stage: told.output.stage, done: told.output.done, total: told.output.total });
    });
    this.#drawing.add(drawing);
    const ending = await drawing.ended;
    this.#drawing.delete(drawing);
    return ending;
  }

  /** Stops what is being drawn. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const { process } of this.#drawing) process.send({ control: 'close' });
    await Promise.all([...this.#drawing].map(({ ended }) => ended));
  }
}
