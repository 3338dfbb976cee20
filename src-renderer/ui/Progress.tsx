import type { ReactNode } from 'react';
import { ProgressBar } from 'react-aria-components';
import { commonTexts } from '../texts/common.ts';

interface ProgressProps {
  /** What is being done ("Counting cells"). */
  readonly stage: string;
  readonly done: number;
  /** 0 where it can't be told. */
  readonly total: number;
  readonly secondsLeft?: number;
  /** Shows only how far it is; the stage is still its accessible name. */
  readonly isShort?: boolean;
}

/** What a longer piece of work is doing, how far it is and how long it still takes. */
export function Progress({ stage, done, total, secondsLeft, isShort = false }: ProgressProps): ReactNode {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const words = [isShort && total > 0 ? '' : stage, total > 0 ? `${Math.floor(share * 100)} %` : '', secondsLeft === undefined ? '' : commonTexts.timeLeft(secondsLeft)].filter((part) => part !== '').join(' · ');
  return (
    <ProgressBar aria-label={stage} className="progress" value={share * 100} isIndeterminate={total <= 0} valueLabel={words}>
      <span className="progressTrack" aria-hidden="true"><span className="progressFill" style={{ inlineSize: `${share * 100}%` }} /></span>
      <span className="progressWords">{words}</span>
    </ProgressBar>
  );
}
