import type { ReactNode } from 'react';
import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { showFailure } from '../shell/failureLog.ts';
import { callService } from '../bridge/serviceClient.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';

/** Stops a count; what it has found stays. */
export function stopCount(jobId: number): void {
  void callService('jobs.cancel', { jobId }).catch(showFailure);
}

/** Goes on with a count where it stopped. */
export function goOnCounting(caseId: number): void {
  void callService('cases.count', { caseId }).catch(showFailure);
}

/** Whether a count has stopped before its end, and can be gone on with. */
export const hasStopped = ({ job }: CaseSummary): boolean => job?.state === 'cancelled' || job?.state === 'failed';

interface CountProgressProps {
  readonly summary: CaseSummary;
  /** Leaves out why it failed, where there is no room for a sentence. */
  readonly isShort?: boolean;
}

/** How far a case's count is, with the button that stops it or goes on. Nothing where it is done. */
export function CountProgress({ summary, isShort = false }: CountProgressProps): ReactNode {
  const { job, id } = summary;
  if (!job || job.state === 'done') return null;
  if (hasStopped(summary)) {
    return (
      <span className="countProgress">
        <span className={job.state === 'failed' ? 'fieldProblem' : 'quiet'}>{job.state === 'failed' ? (isShort ? undefined : job.reason) ?? worklistTexts.failed : worklistTexts.stopped}</span>
        <Button onPress={() => goOnCounting(id)} aria-label={worklistTexts.goOn}>{isShort ? worklistTexts.goOnShort : worklistTexts.goOn}</Button>
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
