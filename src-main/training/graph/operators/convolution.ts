import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { int, ints } from '../attributes.ts';
import type { Value } from '../value.ts';
import { reduceSum } from './arithmetic.ts';
import { convolutionInputGradient } from './convolutionInputGradient.ts';
import { convolutionWeightGradient } from './convolutionWeightGradient.ts';
import { reshape } from './shaping.ts';
import type { WindowOptions } from './window.ts';
import { windowOf, windowedSize } from './window.ts';

export type ConvolutionOptions = WindowOptions & { readonly groups?: number; readonly bias?: Value };

/** A convolution of [batch, inputs, height, width] with [outputs, inputs/groups, kernelHeight, kernelWidth]. */
export function convolution(x: Value, weights: Value, options: ConvolutionOptions = {}): Value {
  const { groups = 1, bias } = options;
  const [outputs, inputsPerGroup, ...kernel] = weights.shape;
  if (x.shape[1] !== inputsPerGroup * groups || outputs % groups !== 0) {
    throw new MyeloscopeError('internal', `A convolution of [${x.shape.join(', ')}] with [${weights.shape.join(', ')}] in ${groups} groups.`);
  }
  const window = windowOf(kernel as [number, number], options);
  const shape = [x.shape[0], outputs, windowedSize(x.shape[2], 0, window), windowedSize(x.shape[3], 1, window)];
  return x.graph.operation('Conv', bias ? [x, weights, bias] : [x, weights], {
    kernel_shape: ints(window.kernel), strides: ints(window.strides), pads: ints(window.pads), dilations: ints(window.dilations), group: int(groups),
  }, shape, (dy, wanted) => [
    wanted[0] ? convolutionInputGradient(dy, weights, window, groups, x.shape) : undefined,
    wanted[1] ? convolutionWeightGradient(x, dy, weights.shape, window, groups) : undefined,
    bias && wanted[2] ? reshape(reduceSum(dy, [0, 2, 3]), bias.shape) : undefined,
  ]);
}
