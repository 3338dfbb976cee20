import { add, multiply } from '../graph/operators/arithmetic.ts';
import { relu, sigmoid } from '../graph/operators/activation.ts';
import { globalAveragePool } from '../graph/operators/pooling.ts';
import type { Value } from '../graph/value.ts';
import type { LayerBuilder } from '../layers/layerBuilder.ts';

export interface ResidualBlockOptions {
  readonly outputs: number;
  readonly stride?: number;
  /** Channels of the squeeze; none by default. */
  readonly squeeze?: number;
  /** Chance that a picture skips the branch in training. */
  readonly dropRate?: number;
  /** Starts the branch at zero (Goyal et al. 2017). */
  readonly startSilent?: boolean;
}

/** The basic residual block of He et al. 2016: two 3x3 convolutions beside a shortcut. */
export function residualBlock(layers: LayerBuilder, x: Value, name: string, options: ResidualBlockOptions): Value {
  const { outputs, stride = 1, squeeze, dropRate = 0, startSilent = false } = options;
  const inner = relu(layers.normalizedConvolution(x, `${name}.first`, { outputs, kernel: 3, stride }));
  let branch = layers.normalizedConvolution(inner, `${name}.second`, { outputs, kernel: 3, initialGamma: startSilent ? 0 : 1 });
  if (squeeze) branch = squeezeExcitation(layers, branch, `${name}.squeeze`, squeeze);
  branch = layers.dropBranch(branch, `${name}.drop`, dropRate);
  const straight = stride === 1 && x.shape[1] === outputs;
  const shortcut = straight ? x : layers.normalizedConvolution(x, `${name}.shortcut`, { outputs, kernel: 1, stride });
  return relu(add(branch, shortcut));
}

/**
 * The bottleneck block of He et al. 2016: 1x1 down to `outputs` channels, 3x3, 1x1 up to four times as many, beside a shortcut. The
 * stride stands in the 3x3, as torchvision has it.
 */
export function bottleneckBlock(layers: LayerBuilder, x: Value, name: string, { outputs, stride = 1 }: Pick<ResidualBlockOptions, 'outputs' | 'stride'>): Value {
  const wide = bottleneckWidening * outputs;
  const narrow = relu(layers.normalizedConvolution(x, `${name}.first`, { outputs, kernel: 1 }));
  const inner = relu(layers.normalizedConvolution(narrow, `${name}.second`, { outputs, kernel: 3, stride }));
  const branch = layers.normalizedConvolution(inner, `${name}.third`, { outputs: wide, kernel: 1 });
  const shortcut = stride === 1 && x.shape[1] === wide ? x : layers.normalizedConvolution(x, `${name}.shortcut`, { outputs: wide, kernel: 1, stride });
  return relu(add(branch, shortcut));
}

/** How much wider a bottleneck block ends than its 3x3 is. */
const bottleneckWidening = 4;

/** Weighs channels by what the whole picture holds (Hu et al. 2018). */
export function squeezeExcitation(layers: LayerBuilder, x: Value, name: string, squeezed: number): Value {
  const narrow = relu(layers.convolution(globalAveragePool(x), `${name}.down`, { outputs: squeezed, kernel: 1 }));
  return multiply(x, sigmoid(layers.convolution(narrow, `${name}.up`, { outputs: x.shape[1], kernel: 1 })));
}
