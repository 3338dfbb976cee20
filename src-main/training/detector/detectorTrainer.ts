import { Graph } from '../graph/graph.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { adamW } from '../optimisers/adamW.ts';
import type { Trainer } from '../trainer/trainer.ts';
import { createTrainer } from '../trainer/trainer.ts';
import { detectedKinds } from '#main/analysis/detection/detectorOutput.ts';
import { detectorLoss } from './detectorLoss.ts';
import { detectorNetwork } from './detectorNetwork.ts';
import { placesPerSide } from './detectorTargets.ts';
import { canvasPx } from './trainingCanvas.ts';

/** A trainer whose step takes `picture` and the four tensors of `DetectorTargets`. */
export async function createDetectorTrainer(batch: number, seed: number, threads: number): Promise<Trainer> {
  const graph = new Graph();
  const picture = graph.input('picture', [batch, 3, canvasPx, canvasPx]);
  const map = (name: string, channels: number) => graph.input(name, [batch, channels, placesPerSide, placesPerSide]);
  const kinds = detectedKinds.length;
  const targets = { positive: map('positive', kinds), negative: map('negative', kinds), boxes: map('boxes', 4 * kinds), boxWeights: map('boxWeights', 4 * kinds) };
  const layers = trainingLayers(graph, { seed, momentum: 0.05 });
  const { heat, boxes } = detectorNetwork(layers, picture);
  const loss = detectorLoss(heat, boxes, targets);
  return createTrainer({ graph, loss, parameters: layers.parameters, optimiser: adamW(), gradientNormLimit: 5, threads, seed });
}
