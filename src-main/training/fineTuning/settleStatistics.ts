import type { WorkSignal } from '#shared/jobs/workSignal.ts';
import { nextTurn } from '#shared/jobs/workSignal.ts';
import { usualMomentum } from '../graph/operators/batchNormalization.ts';
import type { ComputingDevice } from '../device/computingDevice.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import type { Batch, Trainer } from '../trainer/trainer.ts';

export interface Settling {
  readonly trainer: Trainer;
  readonly device: Pick<ComputingDevice, 'parts'>;
  /** What was learnt, by the trainer's names. */
  readonly learnt: ParameterSet;
  readonly isStatistic: (name: string) => boolean;
  readonly batches: readonly (() => Batch)[];
  /** Heard before each run of a batch. */
  readonly signal?: WorkSignal;
}

/**
 * The statistics of batch normalisation that belong to what was learnt: the mean of those of some batches. The running ones of a training
 * are of weights that moved meanwhile, and averaged weights have none at all (as in stochastic weight averaging, Izmailov et al. 2018).
 *
 * @throws MyeloscopeError `cancelled`, and what a step throws
 */
export async function settleStatistics({ trainer, device, learnt, isStatistic, batches, signal }: Settling): Promise<ParameterSet> {
  trainer.setParameters(learnt);
  const sums = new Map([...learnt].flatMap(([name, { length }]) => (isStatistic(name) ? [[name, new Float32Array(length)]] : []))), nothing = new Map([...sums].map(([name, { length }]) => [name, new Float32Array(length)]));
  for (const batchOf of batches) {
    const batch = batchOf();
    let parts: number;
    // A device that took smaller parts in between may have moved them twice.
    do {
      await nextTurn(signal);
      parts = device.parts;
      trainer.setParameters(nothing);
      // A rate of nothing: nothing is learnt.
      await trainer.step(batch, { learningRate: 0 });
    } while (device.parts !== parts);
    // What running statistics that begin with nothing have taken over of those of the batch.
    const taken = 1 - (1 - usualMomentum) ** parts, now = trainer.getParameters();
    for (const [name, sum] of sums) now.get(name)!.forEach((value, channel) => { sum[channel] += value / taken / batches.length; });
  }
  return new Map([...learnt, ...sums]);
}
