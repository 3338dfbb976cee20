import type { Progress } from '#shared/jobs/progress.ts';
import type { WorkOrder, WorkStop } from '../workerMessages.ts';
import { workOnOrder } from '../workOnOrder.ts';
import { runTraining } from './runTraining.ts';
import { trainingJob } from './trainingJob.ts';

/** Trains for a job of the library until it is done, failed or stopped: see `workOnOrder` and `runTraining`. */
export function runTrainingJob(order: WorkOrder, stop: WorkStop, report: (progress: Progress) => void): Promise<void> {
  return workOnOrder(order, stop, report, trainingJob, (library, _, { trainingId }, context) => runTraining(library, trainingId, order, context));
}
