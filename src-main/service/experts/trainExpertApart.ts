import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { askOrder } from '../apart/askOrder.ts';
import type { ExpertOutcome, ExpertRequest } from './trainExpertOn.ts';

const training = {
  entry: path.join(import.meta.dirname, 'expertProcess.ts'), patienceMs: 60 * 60_000, what: 'The training of the expert',
  remedy: 'Nothing was changed. Try again when nothing else is at work, or train it on the command line: `train expert`.',
};

/** Trains a local expert in a process of its own: see `trainExpertOn`. Throws the same. */
export function trainExpertApart(request: ExpertRequest, context: WorkContext): Promise<ExpertOutcome> {
  return askOrder<ExpertOutcome>(training, request, context);
}
