import { relu } from '../graph/operators/activation.ts';
import { globalAveragePool, maxPool } from '../graph/operators/pooling.ts';
import { flatten } from '../graph/operators/shaping.ts';
import type { NetworkDescription } from '../layers/layerBuilder.ts';
import { bottleneckBlock } from './blocks.ts';

/** Bottleneck blocks of each stage; with the stem and the head 152 layers. */
const blocks = [3, 8, 36, 3];

/** ResNet-152 (He et al. 2016) of the same layers as torchvision's; gives `logits`, [batch, classes]. */
export function resNet152(classes: number): NetworkDescription {
  return (layers, input) => {
    let x = relu(layers.normalizedConvolution(input, 'stem', { outputs: 64, kernel: 7, stride: 2 }));
    x = maxPool(x, { kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
    blocks.forEach((count, stage) => {
      for (let block = 0; block < count; block++) x = bottleneckBlock(layers, x, `stage${stage + 1}.block${block + 1}`, { outputs: 64 * 2 ** stage, stride: stage > 0 && block === 0 ? 2 : 1 });
    });
    return { logits: layers.linear(flatten(globalAveragePool(x)), 'head', classes) };
  };
}
