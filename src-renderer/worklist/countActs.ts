import { callService } from '../bridge/serviceClient.ts';
import { showFailure } from '../shell/failureLog.ts';

/** Stops a count; what it has found stays. */
export function stopCount(jobId: number): void {
  void callService('jobs.cancel', { jobId }).catch(showFailure);
}

/** Goes on with a count where it stopped. */
export function goOnCounting(caseId: number): void {
  void callService('cases.count', { caseId }).catch(showFailure);
}
