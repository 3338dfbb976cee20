import type { Feature } from './workstationContext.ts';

/** Long work, as the window shows it. */
export const jobHandlers: Feature = ({ counts }) => ({
  'jobs.list': () => ({ jobs: counts.shownJobs() }),
  'jobs.cancel': async ({ jobId }) => {
    await counts.cancel(jobId);
    return {};
  },
});
