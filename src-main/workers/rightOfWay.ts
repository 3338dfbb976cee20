/** A hand that reviews at six cells a second still comes back within this time; then nothing disturbs it. */
const quietMs = 400;
/** However long a person goes on, a unit of work is done after so long: a count beside a review gets slow, it does not stop. */
const longestWaitMs = 5_000;
/** So often it is looked whether to stop altogether. */
const lookMs = 50;

/**
 * Who reviews has the right of way over what the same machine counts or learns: on a machine of few processors a network at work
 * doubles the time from a key to the next cell, whatever the priority of its process.
 */
export class RightOfWay {
  #actedAt = -Infinity;
  readonly #now: () => number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A person acts now. */
  taken(): void {
    this.#actedAt = this.#now();
  }

  /** Resolves when nobody has acted for 400 ms, or after 5 s, or when `isStopped` says so. */
  async whenFree(isStopped: () => boolean): Promise<void> {
    const asked = this.#now();
    for (;;) {
      const now = this.#now(), left = Math.min(this.#actedAt + quietMs, asked + longestWaitMs) - now;
      if (left <= 0 || isStopped()) return;
      await new Promise((resolve) => { setTimeout(resolve, Math.min(left, lookMs)); });
    }
  }
}
