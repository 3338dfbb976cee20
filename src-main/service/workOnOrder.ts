import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Progress } from '#shared/jobs/progress.ts';
import { isUnfinished } from '#main/jobs/isUnfinished.ts';
import type { JobContext, JobKind } from '#main/jobs/runJob.ts';
import { runJob } from '#main/jobs/runJob.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { remedyInWindow } from './remedyInWindow.ts';
import type { WorkOrder, WorkStop } from './workerMessages.ts';

/**
 * Works on a job of a library until it is done, failed or stopped; how it ended stands in the job, where the window reads it. For a
 * process of its own: what brings the process down within `work` is held against the job. Throws where the library can't be opened or
 * written to.
 */
export async function workOnOrder<Input>(
  order: WorkOrder, stop: WorkStop, report: (progress: Progress) => void, kind: JobKind<Input>, work: (library: Library, subject: string, input: Input, context: JobContext) => Promise<void>,
): Promise<void> {
  const library = openLibrary(order.libraryDirectory);
  try {
    const job = library.jobs.find(order.jobId);
    if (!job || !isUnfinished(job)) return;
    try {
      await runJob(library, kind, job.subject, kind.check(JSON.parse(job.input)), async (input, context) => {
        try {
          await work(library, job.subject, input, context);
        } catch (cause) {
          // The reason is kept as a sentence, and what to do belongs to it.
          throw cause instanceof MyeloscopeError && cause.code !== 'cancelled' ? new MyeloscopeError(cause.code, `${cause.message} ${remedyInWindow(cause)}`.trim(), '', { cause }) : cause;
        }
      }, { signal: stop.signal, report }, 'program');
    } catch (cause) {
      // Kept as the reason of the job, where the window reads it, unless the library could not take even that.
      const left = library.jobs.find(order.jobId);
      if (left && isUnfinished(left)) throw cause;
    }
    if (stop.signal.aborted && stop.isForLater()) library.jobs.putBack(order.jobId);
  } finally {
    library.close();
  }
}
