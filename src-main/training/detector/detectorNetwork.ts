import { add, addScalar, scale } from '../graph/operators/arithmetic.ts';
import { relu } from '../graph/operators/activation.ts';
import { upsampleNearest2x } from '../graph/operators/shaping.ts';
import type { NetworkDescription } from '../layers/layerBuilder.ts';
import { residualBlock } from '../networks/blocks.ts';
import { detectedKinds } from '#main/analysis/detection/detectorOutput.ts';

/** Heat starts near a probability of 0.03: nearly every place is no middle of a cell, and the first steps need not learn that. */
const initialHeat = -3.5;

/**
 * The detector: residual blocks down to an eighth of the input, back up to a quarter beside a shortcut, and two maps.
 * It sees about 50 µm around each place, which is two large cells and their neighbours. Half a million weights.
 * Input and outputs as `detectorOutput.ts` says.
 */
export const detectorNetwork: NetworkDescription = (layers, input) => {
  const centred = scale(addScalar(input, -160), 1 / 64);
  let x = relu(layers.normalizedConvolution(centred, 'stem.first', { outputs: 24, kernel: 3, stride: 2 }));
  x = relu(layers.normalizedConvolution(x, 'stem.second', { outputs: 24, kernel: 3 }));
  const quarter = residualBlock(layers, residualBlock(layers, x, 'quarter.first', { outputs: 48, stride: 2 }), 'quarter.second', { outputs: 48 });
  let eighth = residualBlock(layers, quarter, 'eighth.first', { outputs: 96, stride: 2 });
  eighth = residualBlock(layers, eighth, 'eighth.second', { outputs: 96 });
  const risen = upsampleNearest2x(layers.normalizedConvolution(eighth, 'rise', { outputs: 48, kernel: 1 }));
  const joined = relu(layers.normalizedConvolution(relu(add(risen, quarter)), 'joined', { outputs: 48, kernel: 3 }));
  const head = relu(layers.normalizedConvolution(joined, 'head', { outputs: 64, kernel: 3 }));
  return {
    heat: layers.convolution(head, 'heat', { outputs: detectedKinds.length, kernel: 1, initialBias: initialHeat }),
    boxes: layers.convolution(head, 'boxes', { outputs: 4 * detectedKinds.length, kernel: 1 }),
  };
};
