import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { nextTurn, type WorkSignal } from '#shared/jobs/workSignal.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ModelRunner } from '#main/inference/modelRunner.ts';
import { cellInputPx } from './cellInput.ts';
import { floatsOfView, writeView } from './views.ts';

/** What a classifying network says of crops, before calibration. */
export interface NetworkOutputs {
  /** Per crop: probabilities averaged over the views, class by class. */
  readonly probabilities: Float32Array[];
  /** Per crop: distance from what was learnt, averaged over the views. */
  readonly distances: Float32Array;
}

/** Views a run: enough to fill the processor, little enough to stay in its cache. */
const viewsPerRun = 32;

/**
 * Runs a network of ours over crops, all of one size. Input `pictures` [n, 3, side, side], 0 to 255; outputs `logits` [n, classes],
 * `distance` [n]; a network that grew out of one made elsewhere has no distance, which is then NaN.
 *
 * @param views 1, 4 or 8
 * @throws MyeloscopeError `model-invalid` where the outputs are not those of the card; `cancelled`
 */
export async function networkOutputs(runner: ModelRunner, crops: readonly RgbPicture[], classCount: number, views: number, signal?: WorkSignal): Promise<NetworkOutputs> {
  const total = crops.length * views;
  const probabilities = crops.map(() => new Float32Array(classCount));
  const distances = new Float32Array(crops.length);
  const sidePx = crops[0]?.widthPx ?? cellInputPx, floatsPerView = floatsOfView(sidePx);
  const buffer = new Float32Array(Math.min(total, viewsPerRun) * floatsPerView);
  for (let start = 0; start < total; start += viewsPerRun) {
    await nextTurn(signal);
    const count = Math.min(viewsPerRun, total - start);
    for (let i = 0; i < count; i++) {
      const crop = crops[Math.floor((start + i) / views)];
      if (crop.widthPx !== sidePx || crop.heightPx !== sidePx) throw new RangeError(`a crop must be ${sidePx} pixels square`);
      writeView(crop.rgb, (start + i) % views, buffer, i * floatsPerView, sidePx);
    }
    const outputs = await runner.run({ pictures: { data: buffer.subarray(0, count * floatsPerView), shape: [count, 3, sidePx, sidePx] } });
    const logits = outputs.logits?.data, distance = runner.outputNames.includes('distance') ? outputs.distance?.data : new Float32Array(count).fill(NaN);
    if (logits?.length !== count * classCount || distance?.length !== count) {
      throw new MyeloscopeError('model-invalid', `The classifier does not give ${classCount} logits and a distance for each cell, as its card says.`, 'Install the model again.');
    }
    for (let i = 0; i < count; i++) {
      const crop = Math.floor((start + i) / views);
      addSoftmax(logits.subarray(i * classCount, (i + 1) * classCount), 1 / views, probabilities[crop]);
      distances[crop] += distance[i] / views;
    }
  }
  return { probabilities, distances };
}

/** Adds the softmax of some logits, times a weight, to a sum. */
export function addSoftmax(logits: Float32Array, weight: number, sum: Float32Array): void {
  let highest = -Infinity, total = 0;
  for (const logit of logits) highest = Math.max(highest, logit);
  for (const logit of logits) total += Math.exp(logit - highest);
  for (let i = 0; i < logits.length; i++) sum[i] += (weight * Math.exp(logits[i] - highest)) / total;
}
