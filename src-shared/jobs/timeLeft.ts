import type { Progress } from './progress.ts';

/** Guesses how long a stage still takes from how long it took so far. Times in milliseconds. */
export class TimeLeft {
  #stage = '';
  #total = 0;
  #startedAt = 0;
  #startedDone = 0;

  /** Undefined while too little is known: in the first second and a half, and the first hundredth of the stage. */
  afterProgress({ stage, done, total }: Progress, nowMs: number): number | undefined {
    if (stage !== this.#stage || total !== this.#total || done < this.#startedDone) {
      this.#stage = stage;
      this.#total = total;
      this.#startedAt = nowMs;
      this.#startedDone = done;
    }
    const gained = done - this.#startedDone;
    const tookMs = nowMs - this.#startedAt;
    if (total <= 0 || tookMs < 1500 || gained < total / 100) return undefined;
    return tookMs * (total - done) / gained;
  }
}
