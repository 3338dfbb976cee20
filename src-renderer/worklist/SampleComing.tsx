import type { ReactNode } from 'react';
import type { TimedProgress } from '../bridge/timedProgress.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { Progress } from '../ui/Progress.tsx';

/** What stands where the first case will: how far the sample is. Its count shows in its line, as any other's. */
export function SampleComing({ progress }: { readonly progress: TimedProgress }): ReactNode {
  return (
    <div className="sampleComing">
      <p>{worklistTexts.sampleComing}</p>
      <Progress {...progress} />
      <p>{worklistTexts.sampleOr}</p>
    </div>
  );
}
