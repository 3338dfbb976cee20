import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkSignal } from '#shared/jobs/workSignal.ts';
import { nextTurn } from '#shared/jobs/workSignal.ts';
import { Graph } from '#main/training/graph/graph.ts';
import type { NetworkDescription, ParameterSet } from '#main/training/layers/layerBuilder.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';
import { setCrossEntropy } from '#main/training/losses/classification.ts';
import { stochasticGradientDescent } from '#main/training/optimisers/stochasticGradientDescent.ts';
import { createTrainer } from '#main/training/trainer/trainer.ts';
import { normalizedPlanes, type ChannelNormalization } from '../features/normalizedPlanes.ts';

export interface StatisticsSource {
  readonly network: NetworkDescription;
  readonly classCount: number;
  readonly sidePx: number;
  readonly normalization: ChannelNormalization;
  readonly batch: number;
  readonly threads: number;
  /** Pictures that the network has learnt from; as many whole batches of them are looked at as there are, ten at most. */
  readonly pictures: readonly RgbPicture[];
}

const mostBatches = 10;
const isStatistic = (name: string): boolean => /\.running(Mean|Variance)$/u.test(name);

/**
 * A trained network with the statistics of its batch normalisation taken anew without dropout. In training dropout makes a layer's
 * inputs spread wider than in use, and the running statistics keep that: layer upon layer the network then sees less and less
 * contrast, until it gives every picture the same name (Li et al. 2019, "Understanding the disharmony between dropout and batch
 * normalization by variance shift", which takes this way out). Weights stay as they are.
 *
 * @throws MyeloscopeError `cancelled`
 */
export async function settleStatistics({ batch, classCount, network, normalization, pictures, sidePx, threads }: StatisticsSource, parameters: ParameterSet, signal?: WorkSignal): Promise<ParameterSet> {
  const graph = new Graph(), floats = 3 * sidePx * sidePx;
  const given = graph.input('pictures', [batch, 3, sidePx, sidePx]), rightClasses = graph.input('rightClasses', [batch, classCount]);
  // Each batch's own statistics, undiluted.
  const layers = trainingLayers(graph, { seed: 0, momentum: 1 });
  const { logits } = network({ ...layers, dropout: (x) => x, dropBranch: (x) => x }, given);
  const trainer = await createTrainer({ graph, loss: setCrossEntropy(logits, rightClasses), parameters: layers.parameters, optimiser: stochasticGradientDescent({ momentum: 0 }), threads });
  try {
    trainer.setParameters(parameters);
    const values = new Float32Array(batch * floats), right = new Float32Array(batch * classCount).fill(1);
    const batches = Math.max(1, Math.min(mostBatches, Math.floor(pictures.length / batch))), sums = new Map<string, Float32Array>();
    for (let step = 0; step < batches; step++) {
      await nextTurn(signal);
      for (let i = 0; i < batch; i++) normalizedPlanes(pictures[(step * batch + i) % pictures.length], normalization, values, i * floats);
      // A rate of nothing: nothing is learnt.
      await trainer.step({ pictures: values, rightClasses: right }, { learningRate: 0 });
      for (const [name, statistic] of trainer.getParameters()) {
        if (!isStatistic(name)) continue;
        const sum = sums.get(name) ?? new Float32Array(statistic.length);
        statistic.forEach((value, channel) => { sum[channel] += value / batches; });
        sums.set(name, sum);
      }
    }
    return new Map([...parameters, ...sums]);
  } finally {
    await trainer.release();
  }
}
