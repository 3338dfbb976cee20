import { availableParallelism } from 'node:os';
import type { ExperimentOrder } from '#shared/contract/experimentCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { classifierMethods } from '#main/experiments/classifiers/classifierMethods.ts';
import { pictureFeatures } from '#main/experiments/features/featureExtractor.ts';
import { runJob } from '#main/jobs/runJob.ts';
import { openLibrary } from '#main/store/library.ts';
import { remedyInWindow } from '../remedyInWindow.ts';
import type { WorkOrder, WorkStop } from '../workerMessages.ts';
import { runChoiExperiment } from './choiExperiment.ts';
import { experimentDirectory } from './experimentFolders.ts';
import { experimentJob } from './experimentJob.ts';
import { runGraebelExperiment } from './graebelExperiment.ts';

/** Work that was kept shows that a crash is no reason to give up; asked for at most so often. */
const gainMs = 60_000;

/**
 * Runs the experiment of a job of the library until it is done, failed or stopped; how it ended stands in the job. For a process of
 * its own. Throws where the library can't be opened or written to.
 */
export async function runExperimentJob(order: WorkOrder, stop: WorkStop, report: NonNullable<WorkContext['report']>): Promise<void> {
  const library = openLibrary(order.libraryDirectory);
  try {
    const job = library.jobs.find(order.jobId);
    if (!job || job.state === 'done' || job.state === 'failed' || job.state === 'cancelled') return;
    try {
      await runJob(library, experimentJob, job.subject, experimentJob.check(JSON.parse(job.input)), async (checked, { report: reportWithin, signal, stillHeld }) => {
        let gainedAt = performance.now();
        const reportGain: NonNullable<WorkContext['report']> = (progress) => {
          reportWithin?.(progress);
          if (performance.now() - gainedAt < gainMs) return;
          gainedAt = performance.now();
          stillHeld();
        };
        try {
          await runOrder(checked, experimentDirectory(order.libraryDirectory, job.subject), { signal, report: reportGain });
        } catch (cause) {
          throw cause instanceof MyeloscopeError && cause.code !== 'cancelled' ? new MyeloscopeError(cause.code, `${cause.message} ${remedyInWindow(cause)}`.trim(), '', { cause }) : cause;
        }
      }, { signal: stop.signal, report }, 'program');
    } catch (cause) {
      // Kept as the reason of the job, where the window reads it.
      if (library.jobs.find(order.jobId)?.state === 'running') throw cause;
    }
    if (stop.signal.aborted && stop.isForLater()) library.jobs.putBack(order.jobId);
  } finally {
    library.close();
  }
}

async function runOrder({ directory, extent, groups, mostCells, protocol, spanUm, weights }: ExperimentOrder, outDirectory: string, context: WorkContext): Promise<void> {
  // Half of them leaves the other half to whoever reviews; the figures of networks hold for one number.
  const threads = Math.max(1, Math.floor(availableParallelism() / 2));
  const shared = { pictures: { directory, spanUm, groupsFile: groups?.file, groupColumn: groups?.column }, outDirectory, quick: extent === 'quick', seed: 1, threads };
  if (protocol === 'choi') await runChoiExperiment({ ...shared, only: [], split: 'group', mostCells }, context);
  else await runGraebelExperiment({ ...shared, only: extent === 'classical' ? [...pictureFeatures, ...classifierMethods].map(({ name }) => name) : [], splits: ['group'], mostPerLabel: mostCells, weights }, context);
}
