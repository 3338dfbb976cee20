import type { Progress } from '#shared/jobs/progress.ts';

/** Progress that is passed on at most so often. At the end `flush` passes on what was held back, and `stop` forgets it. */
export interface ThinnedProgress { readonly report: (progress: Progress) => void; readonly flush: () => void; readonly stop: () => void }

/** Passes on the first report at once, and then the newest one each `intervalMs`: at most ten a second by default. */
export function thinProgress(pass: (progress: Progress) => void, intervalMs = 100): ThinnedProgress {
  let waiting: Progress | undefined;
  let timer: NodeJS.Timeout | undefined;
  let passedAt = -Infinity;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;
    const progress = waiting;
    waiting = undefined;
    passedAt = performance.now();
    pass(progress);
  };
  return {
    flush,
    stop: () => {
      clearTimeout(timer);
      waiting = undefined;
    },
    report: (progress) => {
      waiting = progress;
      // Looked at on every report, not by the timer alone: native work blocks the thread, and timers with it.
      const due = passedAt + intervalMs - performance.now();
      if (due <= 0) flush();
      else timer ??= setTimeout(flush, due).unref();
    },
  };
}
