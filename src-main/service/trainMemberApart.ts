import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { MemberOrder } from '#main/training/classifier/trainClassifier.ts';
import { askOrder } from './apart/askOrder.ts';

const training = {
  entry: path.join(import.meta.dirname, 'classifierMemberProcess.ts'), patienceMs: 14 * 24 * 3_600_000, what: 'The training of one network',
  remedy: 'Give the same command again: it goes on from the last checkpoint.',
};

/** Trains one of the classifier's networks in a process of its own: see `trainMember`. Where it is stopped, at most the steps since the last checkpoint are lost. */
export async function trainMemberApart(order: MemberOrder, context: WorkContext): Promise<void> {
  await askOrder<undefined>(training, order, context);
}
