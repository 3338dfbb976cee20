import type { Progress } from '#shared/jobs/progress.ts';
import { TimeLeft } from '#shared/jobs/timeLeft.ts';

/** How far an act is, with the seconds it still takes where that can be told. */
export interface TimedProgress extends Progress { readonly secondsLeft?: number }

/** What takes the progress of one act from the service, and passes it on with the time that is left. */
export function timeProgress(pass: (progress: TimedProgress) => void): (told: Progress) => void {
  const timeLeft = new TimeLeft();
  return (told) => {
    const leftMs = timeLeft.afterProgress(told, performance.now());
    pass({ ...told, ...(leftMs !== undefined && { secondsLeft: Math.round(leftMs / 1000) }) });
  };
}
