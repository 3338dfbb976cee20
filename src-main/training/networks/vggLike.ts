import { relu } from '../graph/operators/activation.ts';
import { maxPool } from '../graph/operators/pooling.ts';
import { flatten } from '../graph/operators/shaping.ts';
import type { NetworkDescription } from '../layers/layerBuilder.ts';

/** Channels of the convolutions between two halvings: 13 in all, as VGG-16's (Simonyan and Zisserman 2015). */
const stages = [[64, 64], [128, 128], [256, 256, 256], [512, 512, 512], [512, 512, 512]];

export interface VggLikeOptions {
  /** Share of the channels above: 1 as published, less for machines without a GPU. */
  readonly width?: number;
  /** Of both fully connected layers before the last. */
  readonly hidden?: number;
}

/**
 * The network of Choi et al. 2017: 13 convolutions of 3 × 3, each with batch normalisation and a rectifier, dropout between those of
 * a stage (0.3, and 0.4 from the third stage on), 2 × 2 max-pooling after each stage; then three fully connected layers with dropout
 * 0.5 before the last two. Weights start by MSRA (He et al. 2015). The paper names 0.3 to 0.5 and no widths. Gives `logits`.
 */
export function vggLike(classes: number, { width = 1, hidden = 512 }: VggLikeOptions = {}): NetworkDescription {
  return (layers, input) => {
    let x = input;
    stages.forEach((channels, stage) => {
      channels.forEach((outputs, i) => {
        if (i > 0) x = layers.dropout(x, `stage${stage + 1}.drop${i}`, stage < 2 ? 0.3 : 0.4);
        x = relu(layers.normalizedConvolution(x, `stage${stage + 1}.convolution${i + 1}`, { outputs: Math.max(1, Math.round(outputs * width)), kernel: 3 }));
      });
      x = maxPool(x, { kernel: [2, 2], strides: [2, 2] });
    });
    x = relu(layers.linear(flatten(x), 'hidden1', hidden));
    x = relu(layers.linear(layers.dropout(x, 'hidden1.drop', 0.5), 'hidden2', hidden));
    return { logits: layers.linear(layers.dropout(x, 'hidden2.drop', 0.5), 'head', classes) };
  };
}
