/** Longer between two keys is a pause (the telephone), and no pace. */
const pauseMs = 20_000;

/** How fast cells are reviewed: time looked at them and how many. */
export interface ReviewPace { readonly cells: number; readonly lookedMs: number; readonly lastMs: number }

export const beginPace = (nowMs: number): ReviewPace => ({ cells: 0, lookedMs: 0, lastMs: nowMs });

/** One more cell settled at `nowMs`. */
export function countCell({ cells, lookedMs, lastMs }: ReviewPace, nowMs: number): ReviewPace {
  const tookMs = nowMs - lastMs;
  return tookMs > pauseMs ? { cells, lookedMs, lastMs: nowMs } : { cells: cells + 1, lookedMs: lookedMs + tookMs, lastMs: nowMs };
}

/** Seconds a cell; undefined until a few were reviewed. */
export function secondsACell({ cells, lookedMs }: ReviewPace): number | undefined {
  return cells < 3 ? undefined : lookedMs / cells / 1000;
}
