import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { ApartEnd } from '#main/inference/startApart.ts';
import { startApart } from '#main/inference/startApart.ts';
import type { TrainabilityAnswer, TrainabilityOrder } from './trainabilityProcess.ts';

/** A network that is used for cells is followed through, and answers to two pictures, in a few seconds; the largest in most of a minute. */
const usualPatienceMs = 60_000;

/**
 * Why a classifier can't be trained further, in a sentence that names the operator; undefined where it can. It is found out in a process
 * of its own, with bounded time and memory: a small file can hold a network that takes minutes to follow.
 *
 * @throws MyeloscopeError `cancelled`
 */
export async function reasonAgainstTraining(file: string, { encoding, classes, input: { widthPx } }: ClassifierCard, signal?: WorkContext['signal'], patienceMs = usualPatienceMs): Promise<string | undefined> {
  const apart = startApart(path.join(import.meta.dirname, 'trainabilityProcess.ts'), signal, patienceMs, notFollowed);
  try {
    const order: TrainabilityOrder = { file, encoding, classes, sidePx: widthPx };
    return (await apart.ask(order) as TrainabilityAnswer).reason;
  } catch (cause) {
    if (cause instanceof MyeloscopeError && cause.code !== 'cancelled') return cause.message;
    throw cause;
  } finally {
    apart.end();
  }
}

function notFollowed(end: ApartEnd): MyeloscopeError {
  const why = end.why === 'late' ? `Its network could not be followed within ${end.seconds} seconds` : end.why === 'memory' ? 'Following its network takes more memory than it may' : `Following its network ended a process (${end.how})`;
  return new MyeloscopeError('model-invalid', `${why}.`);
}
