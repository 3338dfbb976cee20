import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import type { ErrorCode } from '#shared/errors/myeloscopeError.ts';

/** Whether a count has stopped before its end, and can be gone on with: a signed case is not counted further. */
export const hasStopped = ({ job, state }: Pick<CaseSummary, 'job' | 'state'>): boolean => (job?.state === 'cancelled' || job?.state === 'failed') && state !== 'signed' && state !== 'amended';

/** Whether a count failed, and can be gone on with. */
export const hasFailed = (summary: Pick<CaseSummary, 'job' | 'state'>): boolean => hasStopped(summary) && summary.job?.state === 'failed';

const notASmear: ErrorCode = 'slide-not-a-smear';

/** Whether a count failed because a slide does not look like a smear: going on fails again, until a person says to count it all the same. */
export const isDoubtedSmear = (summary: Pick<CaseSummary, 'job' | 'state'>): boolean => hasFailed(summary) && summary.job?.failureCode === notASmear;
