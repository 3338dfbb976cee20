import type { Progress } from '#shared/jobs/progress.ts';
import { TimeLeft } from '#shared/jobs/timeLeft.ts';
import { clockTime } from './clockTime.ts';

/** Where progress is written: a terminal gets one line that is written over, anything else a line every few seconds. */
export interface ProgressTarget { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown }

const barCells = 20;
const plainIntervalMs = 2000;

/** Shows how far a command is, with the time left. */
export class ProgressLine {
  readonly #target: ProgressTarget;
  readonly #timeLeft = new TimeLeft();
  #shown = false;
  #plainStage = '';
  #plainAt = -Infinity;

  constructor(target: ProgressTarget) {
    this.#target = target;
  }

  show(progress: Progress, nowMs: number): void {
    const leftMs = this.#timeLeft.afterProgress(progress, nowMs);
    if (this.#target.isTTY) {
      // One column less than the width: a full line would wrap.
      const line = [...describe(progress, leftMs, true)].slice(0, (this.#target.columns ?? 80) - 1).join('');
      this.#target.write(`\r\u001b[2K${line}`);
      this.#shown = true;
    } else if (progress.stage !== this.#plainStage || nowMs - this.#plainAt >= plainIntervalMs) {
      this.#plainStage = progress.stage;
      this.#plainAt = nowMs;
      this.#target.write(`${describe(progress, leftMs, false)}\n`);
    }
  }

  /** Takes the line away, so that what follows stands alone. */
  clear(): void {
    if (this.#shown) this.#target.write('\r\u001b[2K');
    this.#shown = false;
  }
}

function describe({ stage, done, total }: Progress, leftMs: number | undefined, withBar: boolean): string {
  if (total <= 0) return stage;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * barCells);
  const bar = withBar ? ` [${'#'.repeat(filled)}${'.'.repeat(barCells - filled)}]` : '';
  const amount = Number.isInteger(total) && Number.isInteger(done) ? `${String(done)} of ${String(total)}` : `${String(Math.round(100 * share))} %`;
  return `${stage}${bar} ${amount}${leftMs === undefined ? '' : `, ${clockTime(leftMs)} left`}`;
}
