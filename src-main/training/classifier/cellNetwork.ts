import { addScalar, scale } from '../graph/operators/arithmetic.ts';
import { relu } from '../graph/operators/activation.ts';
import { averagePool, globalAveragePool } from '../graph/operators/pooling.ts';
import { add } from '../graph/operators/arithmetic.ts';
import { flatten } from '../graph/operators/shaping.ts';
import type { Value } from '../graph/value.ts';
import type { LayerBuilder, NetworkDescription } from '../layers/layerBuilder.ts';
import { squeezeExcitation } from '../networks/blocks.ts';

/** Features that the last layer and the measure of familiarity stand on. */
export const featureCount = 256;

/** Channels and blocks of the stages, each at half the size of the one before; the first at 24 × 24 places of 0.9 µm. */
const stages = [{ channels: 48, blocks: 1 }, { channels: 96, blocks: 2 }, { channels: 160, blocks: 2 }, { channels: featureCount, blocks: 1 }];

/**
 * A residual network made for cells 22 µm across 96 px: about 0.1 G multiplications a view, a third of ResNet-18's, most of
 * them where a place is 1 to 2 µm, the size of granules, nucleoli and the lobes' filaments.
 * It takes pictures as they are, 0 to 255, and gives `features` [batch, 256] and `logits` [batch, classes].
 */
export function cellNetwork(classCount: number): NetworkDescription {
  return (layers, pictures) => {
    // Mean and spread of stained smears, roughly: 0.65 and 0.25 of full light.
    let x = scale(addScalar(pictures, -0.65 * 255), 1 / (0.25 * 255));
    x = relu(layers.normalizedConvolution(x, 'stem', { outputs: 32, kernel: 3, stride: 2 }));
    stages.forEach(({ channels, blocks }, stage) => {
      for (let block = 0; block < blocks; block++) x = cellBlock(layers, x, `stage${stage + 1}.block${block + 1}`, channels, block === 0 ? 2 : 1);
    });
    const features = flatten(globalAveragePool(x));
    return { features, logits: layers.linear(layers.dropout(features, 'headDropout', 0.2), 'head', classCount) };
  };
}

/** A residual block with squeeze and excitation; its shortcut averages before it shrinks, so that no pixel is skipped (He et al. 2019). */
function cellBlock(layers: LayerBuilder, x: Value, name: string, channels: number, stride: 1 | 2): Value {
  const inner = relu(layers.normalizedConvolution(x, `${name}.first`, { outputs: channels, kernel: 3, stride }));
  const branch = squeezeExcitation(layers, layers.normalizedConvolution(inner, `${name}.second`, { outputs: channels, kernel: 3 }), `${name}.squeeze`, channels / 8);
  if (stride === 1 && x.shape[1] === channels) return relu(add(branch, x));
  const smaller = stride === 2 ? averagePool(x, { kernel: [2, 2], strides: [2, 2] }) : x;
  return relu(add(branch, layers.normalizedConvolution(smaller, `${name}.shortcut`, { outputs: channels, kernel: 1 })));
}
