import type { StoredJob } from '#main/store/repositories/jobRepository.ts';

/** Whether a job waits or runs, or ran when its process went down. */
export const isUnfinished = ({ state }: StoredJob): boolean => state === 'queued' || state === 'running';
