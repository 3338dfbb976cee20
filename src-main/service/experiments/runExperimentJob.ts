import { availableParallelism } from 'node:os';
import type { ExperimentOrder } from '#shared/contract/experimentCommands.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { classifierMethods } from '#main/experiments/classifiers/classifierMethods.ts';
import { pictureFeatures } from '#main/experiments/features/featureExtractor.ts';
import { saidOfGroups } from '../evaluation/picturesAsTold.ts';
import type { WorkOrder, WorkStop } from '../workerMessages.ts';
import { workOnOrder } from '../workOnOrder.ts';
import { runChoiExperiment } from './choiExperiment.ts';
import { experimentDirectory } from './experimentFolders.ts';
import { experimentJob } from './experimentJob.ts';
import { runGraebelExperiment } from './graebelExperiment.ts';

/** Work that was kept shows that a crash is no reason to give up; asked for at most so often. */
const gainMs = 60_000;

/**
 * Runs the experiment of a job of the library, as `workOnOrder` says.
 */
export async function runExperimentJob(order: WorkOrder, stop: WorkStop, report: NonNullable<WorkContext['report']>): Promise<void> {
  await workOnOrder(order, stop, report, experimentJob, async (_, subject, input, { report: reportWithin, signal, stillHeld }) => {
    let gainedAt = performance.now();
    const reportGain: NonNullable<WorkContext['report']> = (progress) => {
      reportWithin?.(progress);
      if (performance.now() - gainedAt < gainMs) return;
      gainedAt = performance.now();
      stillHeld();
    };
    await runOrder(input, experimentDirectory(order.libraryDirectory, subject), { signal, report: reportGain });
  });
}

async function runOrder({ directory, extent, groups, mostCells, protocol, spanUm, weights }: ExperimentOrder, outDirectory: string, context: WorkContext): Promise<void> {
  // Half of them leaves the other half to whoever reviews; the figures of networks hold for one number.
  const threads = Math.max(1, Math.floor(availableParallelism() / 2));
  const shared = { pictures: { directory, spanUm, ...saidOfGroups(groups) }, outDirectory, quick: extent === 'quick', seed: 1, threads };
  if (protocol === 'choi') await runChoiExperiment({ ...shared, only: [], split: 'group', mostCells }, context);
  else await runGraebelExperiment({ ...shared, only: extent === 'classical' ? [...pictureFeatures, ...classifierMethods].map(({ name }) => name) : [], splits: ['group'], mostPerLabel: mostCells, weights }, context);
}
