import { existsSync } from 'node:fs';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import { Graph } from '#main/training/graph/graph.ts';
import type { NetworkDescription, ParameterSet } from '#main/training/layers/layerBuilder.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';
import { setCrossEntropy } from '#main/training/losses/classification.ts';
import { stochasticGradientDescent } from '#main/training/optimisers/stochasticGradientDescent.ts';
import { readCheckpoint, writeCheckpoint } from '#main/training/trainer/checkpoint.ts';
import { createTrainer } from '#main/training/trainer/trainer.ts';
import { normalizedPlanes, type ChannelNormalization } from '../features/normalizedPlanes.ts';

/** What Choi 2017 searched: learning rate, momentum, decay of the rate by epoch, weight decay. */
export interface DescentSettings { readonly learningRate: number; readonly momentum: number; readonly rateDecay: number; readonly weightDecay: number }

export interface NetworkTraining {
  /** For people. */
  readonly name: string;
  readonly network: NetworkDescription;
  readonly classCount: number;
  readonly sidePx: number;
  readonly normalization: ChannelNormalization;
  /** Training pictures: how many, and each with its class. */
  readonly count: number;
  readonly pictureOf: (i: number) => { readonly picture: RgbPicture; readonly truth: number };
  readonly descent: DescentSettings;
  readonly epochs: number;
  readonly batch: number;
  readonly seed: number;
  readonly threads: number;
  /** Kept after each epoch, and gone on from; only under the same `recipe`. */
  readonly checkpoint: string;
  readonly recipe: string;
}

/**
 * Trains a network from nothing by stochastic gradient descent with momentum; the rate falls as 1 / (1 + decay × epoch). A run that
 * was stopped goes on from its last whole epoch and ends with the same bits.
 *
 * @throws MyeloscopeError `cancelled`, `bad-input` where the loss is no number, `disk-full`
 */
export async function trainNetwork(training: NetworkTraining, context: WorkContext = {}): Promise<ParameterSet> {
  const { batch, checkpoint, classCount, count, descent, epochs, recipe, seed, sidePx } = training;
  const graph = new Graph(), floats = 3 * sidePx * sidePx;
  const pictures = graph.input('pictures', [batch, 3, sidePx, sidePx]), rightClasses = graph.input('rightClasses', [batch, classCount]);
  const layers = trainingLayers(graph, { seed });
  const { logits } = training.network(layers, pictures);
  const trainer = await createTrainer({
    graph, loss: setCrossEntropy(logits, rightClasses), parameters: layers.parameters, optimiser: stochasticGradientDescent({ momentum: descent.momentum }), gradientNormLimit: 5, threads: training.threads, seed,
  });
  try {
    let epoch = 0;
    const saved = existsSync(checkpoint) ? await readCheckpoint(checkpoint).catch(() => undefined) : undefined;
    if (saved) {
      if (saved.notes.recipe !== recipe) throw new MyeloscopeError('bad-input', `The checkpoint ${checkpoint} belongs to another run.`, 'Choose another folder with --out.');
      trainer.setState(saved);
      epoch = Number(saved.notes.epoch);
    }
    const values = new Float32Array(batch * floats), right = new Float32Array(batch * classCount), steps = Math.ceil(count / batch);
    for (; epoch < epochs; epoch++) {
      // Depends on seed and epoch alone, so that a resumed run draws the same.
      const order = shuffle(Array.from({ length: count }, (_, i) => i), seededRandom(seed, 0xe70c, epoch));
      const learningRate = descent.learningRate / (1 + descent.rateDecay * epoch);
      for (let step = 0; step < steps; step++) {
        throwIfCancelled(context.signal);
        right.fill(0);
        for (let i = 0; i < batch; i++) {
          // The last batch is filled from the start of the order.
          const { picture, truth } = training.pictureOf(order[(step * batch + i) % count]);
          normalizedPlanes(picture, training.normalization, values, i * floats);
          right[i * classCount + truth] = 1;
        }
        await trainer.step({ pictures: values, rightClasses: right }, { learningRate, weightDecay: descent.weightDecay });
        context.report?.({ stage: `Training: ${training.name}`, done: epoch * steps + step + 1, total: epochs * steps });
        await new Promise(setImmediate);
      }
      const { steps: done, tensors } = trainer.getState();
      await writeCheckpoint(checkpoint, { steps: done, tensors, notes: { recipe, epoch: epoch + 1 } });
    }
    return trainer.getParameters();
  } finally {
    await trainer.release();
  }
}
