import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { nextTurn } from '#shared/jobs/workSignal.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import { Graph } from '#main/training/graph/graph.ts';
import type { NetworkDescription, ParameterSet } from '#main/training/layers/layerBuilder.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';
import { setCrossEntropy } from '#main/training/losses/classification.ts';
import type { Optimiser } from '#main/training/optimisers/optimiser.ts';
import { writeCheckpoint } from '#main/training/trainer/checkpoint.ts';
import { createTrainer, type StepRates } from '#main/training/trainer/trainer.ts';
import { normalizedPlanes, type ChannelNormalization } from '../features/normalizedPlanes.ts';
import { BestSoFar, type EarlyStopping } from './earlyStopping.ts';
import { earlierCheckpoint } from './earlierCheckpoint.ts';

export interface NetworkTraining {
  /** For people. */
  readonly name: string;
  readonly network: NetworkDescription;
  readonly classCount: number;
  readonly sidePx: number;
  readonly normalization: ChannelNormalization;
  /** Training pictures: how many, and each with its class; an epoch may show it in another place. */
  readonly count: number;
  readonly pictureOf: (i: number, epoch: number) => { readonly picture: RgbPicture; readonly truth: number };
  readonly optimiser: Optimiser;
  /** The rates of an epoch, counted from 0. */
  readonly ratesOf: (epoch: number) => StepRates;
  readonly epochs: number;
  readonly batch: number;
  readonly seed: number;
  readonly threads: number;
  /** Parameters that the network starts with, by name; all others start by MSRA (He et al. 2015). */
  readonly start?: ParameterSet;
  /** Ends the training when it gets no better, with the parameters of its best epoch; without it, those of the last. */
  readonly stopping?: EarlyStopping;
  /** Kept after each epoch, and gone on from; only under the same `recipe`. */
  readonly checkpoint: string;
  readonly recipe: string;
}

/**
 * Trains all layers of a network. A run that was stopped goes on from its last whole epoch and ends with the same bits.
 *
 * @throws MyeloscopeError `cancelled`, `bad-input` where the loss is no number or the checkpoint is damaged or another run's, `disk-full`
 */
export async function trainNetwork(training: NetworkTraining, context: WorkContext = {}): Promise<ParameterSet> {
  const { batch, checkpoint, classCount, count, epochs, recipe, seed, sidePx, start, stopping } = training;
  const graph = new Graph(), floats = 3 * sidePx * sidePx;
  const pictures = graph.input('pictures', [batch, 3, sidePx, sidePx]), rightClasses = graph.input('rightClasses', [batch, classCount]);
  const layers = trainingLayers(graph, { seed });
  const { logits } = training.network(layers, pictures);
  const trainer = await createTrainer({ graph, loss: setCrossEntropy(logits, rightClasses), parameters: layers.parameters, optimiser: training.optimiser, gradientNormLimit: 5, threads: training.threads, seed });
  try {
    let epoch = 0;
    if (start) trainer.setParameters(start);
    const best = stopping && new BestSoFar(stopping);
    const saved = await earlierCheckpoint(checkpoint, recipe);
    if (saved) {
      trainer.setState(saved);
      best?.restore(saved);
      epoch = Number(saved.notes.epoch);
    }
    const values = new Float32Array(batch * floats), right = new Float32Array(batch * classCount), steps = Math.ceil(count / batch);
    for (; epoch < epochs && !best?.isPast(epoch); epoch++) {
      // Depends on seed and epoch alone, so that a resumed run draws the same.
      const order = shuffle(Array.from({ length: count }, (_, i) => i), seededRandom(seed, 0xe70c, epoch));
      for (let step = 0; step < steps; step++) {
        await nextTurn(context.signal);
        right.fill(0);
        for (let i = 0; i < batch; i++) {
          // The last batch is filled from the start of the order.
          const { picture, truth } = training.pictureOf(order[(step * batch + i) % count], epoch);
          normalizedPlanes(picture, training.normalization, values, i * floats);
          right[i * classCount + truth] = 1;
        }
        await trainer.step({ pictures: values, rightClasses: right }, training.ratesOf(epoch));
        context.report?.({ stage: `Training: ${training.name}`, done: epoch * steps + step + 1, total: epochs * steps });
        await new Promise(setImmediate);
      }
      await best?.judge(trainer.getParameters(), epoch);
      const { steps: done, tensors } = trainer.getState();
      await writeCheckpoint(checkpoint, { steps: done, tensors: new Map([...tensors, ...best?.tensors() ?? []]), notes: { recipe, epoch: epoch + 1, ...best?.notes() } });
    }
    return best?.parameters() ?? trainer.getParameters();
  } finally {
    await trainer.release();
  }
}
