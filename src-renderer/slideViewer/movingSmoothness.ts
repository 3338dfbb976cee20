/** A frame of a movement later than this after the one before was left out at 60 Hz; one later than that was a pause of the hand. */
const lateMs = 25, pauseMs = 250;
/** So many late frames among so many of movement, and pictures are no longer smoothed while they move. */
const mostLate = 3, watchedFrames = 60;
/** How long the slide must have rested to be drawn smoothly again. */
const restMs = 90;

/**
 * Keeps the slide under the hand. Smoothing scaled pictures is most of what a frame costs where no graphics card draws them: once
 * frames come late, pictures are smoothed only when the slide rests. A machine that keeps up never sees them rough.
 */
export class MovingSmoothness {
  readonly #smooth: (isSmooth: boolean) => void;
  #lastMs = Number.NEGATIVE_INFINITY;
  /** Of the last frames of movement, by turns, which were late. */
  readonly #late = new Uint8Array(watchedFrames);
  #frame = 0;
  #isSlow = false;
  #resting: ReturnType<typeof setTimeout> | undefined;

  /** @param smooth Has the slide drawn anew, with or without smoothing. */
  constructor(smooth: (isSmooth: boolean) => void) {
    this.#smooth = smooth;
  }

  /** To be told where a movement has come to its end: what follows is another, however soon, and no late frame of this one. */
  ended(): void {
    this.#lastMs = Number.NEGATIVE_INFINITY;
  }

  /** To be told of each frame of a movement in which nothing moved by enough to be seen. `nowMs`: the frame's own time, milliseconds. */
  stood(nowMs: number): void {
    if (this.#lastMs !== Number.NEGATIVE_INFINITY) this.#lastMs = nowMs;
  }

  /** To be told of each frame in which the slide has moved. */
  moved(nowMs: number): void {
    const sinceMs = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    if (!this.#isSlow) {
      this.#late[this.#frame++ % watchedFrames] = sinceMs > lateMs && sinceMs < pauseMs ? 1 : 0;
      this.#isSlow = this.#late.reduce((sum, late) => sum + late, 0) >= mostLate;
    }
    if (!this.#isSlow) return;
    // The first frame of a movement may be the only one, as in a step to the next cell: drawn sharp at once.
    if (this.#resting === undefined && sinceMs > restMs) return;
    if (this.#resting === undefined) this.#smooth(false);
    else clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      this.#smooth(true);
    }, restMs);
  }

  /** The slide is closed. */
  close(): void {
    clearTimeout(this.#resting);
    this.#resting = undefined;
  }
}
