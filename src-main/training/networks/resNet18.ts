import { relu } from '../graph/operators/activation.ts';
import { globalAveragePool, maxPool } from '../graph/operators/pooling.ts';
import { flatten } from '../graph/operators/shaping.ts';
import type { NetworkDescription } from '../layers/layerBuilder.ts';
import { residualBlock } from './blocks.ts';

/** ResNet-18 (He et al. 2016) of the same layers as torchvision's; gives `logits`, [batch, classes]. */
export function resNet18(classes: number): NetworkDescription {
  return (layers, input) => {
    let x = relu(layers.normalizedConvolution(input, 'stem', { outputs: 64, kernel: 7, stride: 2 }));
    x = maxPool(x, { kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
    [64, 128, 256, 512].forEach((outputs, stage) => {
      x = residualBlock(layers, x, `stage${stage + 1}.block1`, { outputs, stride: stage === 0 ? 1 : 2 });
      x = residualBlock(layers, x, `stage${stage + 1}.block2`, { outputs });
    });
    return { logits: layers.linear(flatten(globalAveragePool(x)), 'head', classes) };
  };
}
