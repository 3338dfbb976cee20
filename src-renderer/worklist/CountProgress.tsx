import type { ReactNode } from 'react';
import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { goOnCounting, stopCount } from './countActs.ts';
import { hasStopped, isDoubtedSmear } from './countState.ts';

interface CountProgressProps {
  readonly summary: CaseSummary;
  /** Shorter words, in a line of the worklist. */
  readonly isShort?: boolean;
  /** Asks whether a slide that does not look like a smear shall be counted all the same. Left out where `CountFailure` offers it. */
  readonly onCountAllTheSame?: (summary: CaseSummary) => void;
}

/** How far a case's count is, with the button that stops it or goes on. Nothing where it is done. Why it failed is said by `CountFailure`. */
export function CountProgress({ summary, isShort = false, onCountAllTheSame }: CountProgressProps): ReactNode {
  const { job, id } = summary;
  if (!job || job.state === 'done') return null;
  if (job.state === 'failed' || job.state === 'cancelled') {
    return (
      <span className="countProgress">
        <span className={job.state === 'failed' ? 'fieldProblem' : 'quiet'}>{job.state === 'failed' ? worklistTexts.failed : worklistTexts.stopped}</span>
        {onCountAllTheSame && isDoubtedSmear(summary)
          ? <Button onPress={() => onCountAllTheSame(summary)} aria-label={worklistTexts.countAllTheSame}>{isShort ? worklistTexts.countAllTheSameShort : worklistTexts.countAllTheSame}</Button>
          : hasStopped(summary) && <Button onPress={() => goOnCounting(id)} aria-label={worklistTexts.goOn}>{isShort ? worklistTexts.goOnShort : worklistTexts.goOn}</Button>}
      </span>
    );
  }
  return (
    <span className="countProgress">
      <Progress stage={job.state === 'queued' ? worklistTexts.countWaiting : job.stage} done={job.done} total={job.total} secondsLeft={job.secondsLeft} isShort={isShort} />
      <Button kind="quiet" aria-label={worklistTexts.stop} onPress={() => stopCount(job.id)}>✕</Button>
    </span>
  );
}
