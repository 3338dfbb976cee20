import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { int, ints } from '../attributes.ts';
import type { GradientRule } from '../graph.ts';
import type { Value } from '../value.ts';
import { reduceSum } from './arithmetic.ts';
import { convolutionInputGradient } from './convolutionInputGradient.ts';
import { convolutionWeightGradient } from './convolutionWeightGradient.ts';
import { gemm } from './matrix.ts';
import { channelsLast, pixelRows } from './pixelRows.ts';
import { concat, reshape, transpose } from './shaping.ts';
import type { Window, WindowOptions } from './window.ts';
import { windowOf, windowedSize } from './window.ts';

export type ConvolutionOptions = WindowOptions & { readonly groups?: number; readonly bias?: Value };

/** From so many channels on so few pixels a product of all pixels is faster (measured on one core at a batch of 32). */
const productFromChannels = 256;
const productUpToPixels = 16;

/** A convolution of [batch, inputs, height, width] with [outputs, inputs/groups, kernelHeight, kernelWidth]. */
export function convolution(x: Value, weights: Value, options: ConvolutionOptions = {}): Value {
  const { groups = 1, bias } = options;
  const [outputs, inputsPerGroup, ...kernel] = weights.shape;
  if (x.shape[1] !== inputsPerGroup * groups || outputs % groups !== 0) {
    throw new MyeloscopeError('internal', `A convolution of [${x.shape.join(', ')}] with [${weights.shape.join(', ')}] in ${groups} groups.`);
  }
  const window = windowOf(kernel as [number, number], options);
  const shape = [x.shape[0], outputs, windowedSize(x.shape[2], 0, window), windowedSize(x.shape[3], 1, window)];
  const gradient: GradientRule = (dy, wanted) => [
    wanted[0] ? convolutionInputGradient(dy, weights, window, groups, x.shape) : undefined,
    wanted[1] ? convolutionWeightGradient(x, dy, weights.shape, window, groups) : undefined,
    bias && wanted[2] ? reshape(reduceSum(dy, [0, 2, 3]), bias.shape) : undefined,
  ];
  const inputs = bias ? [x, weights, bias] : [x, weights];
  const inTraining = !x.graph.constants.has(weights.name);
  if (inTraining && groups === 1 && kernel[0] * kernel[1] > 1 && Math.min(outputs, inputsPerGroup) >= productFromChannels && shape[2] * shape[3] <= productUpToPixels) {
    return x.graph.composite('Conv', inputs, () => productOfAllPixels(x, weights, bias, window, shape), gradient);
  }
  return x.graph.operation('Conv', bias ? [x, weights, bias] : [x, weights], {
    kernel_shape: ints(window.kernel), strides: ints(window.strides), pads: ints(window.pads), dilations: ints(window.dilations), group: int(groups),
  }, shape, gradient);
}

/**
 * The pixels each result pixel reads, side by side, times the weights: for many channels on few pixels faster than the
 * runtime's convolution, which works picture by picture; and the weights' gradient uses the same pixels again.
 */
function productOfAllPixels(x: Value, weights: Value, bias: Value | undefined, window: Window, [batch, outputs, height, width]: readonly number[]): Value {
  const [, inputs, kernelHeight, kernelWidth] = weights.shape;
  const elements = kernelHeight * kernelWidth;
  const channelLast = reshape(transpose(reshape(weights, [outputs, inputs, elements]), [0, 2, 1]), [outputs, elements * inputs]);
  const pixels = concat(pixelRows(channelsLast(x, window.pads), window, [height, width]), 1);
  return transpose(reshape(gemm(pixels, channelLast, { transposeB: true, bias }), [batch, height, width, outputs]), [0, 3, 1, 2]);
}
