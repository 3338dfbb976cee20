import type { Value } from '../value.ts';
import { reduceSum } from './arithmetic.ts';
import { fusedProduct, gemm } from './matrix.ts';
import { concat, pad, reshape, slice, transpose } from './shaping.ts';
import type { Window } from './window.ts';

/** From this height of the result on, a matrix product for each kernel row beats one product of all (measured). */
const productByRowFrom = 12;

/** The gradient of a convolution's weights, [outputs, inputs/groups, kernelHeight, kernelWidth]. */
export function convolutionWeightGradient(x: Value, dy: Value, shape: readonly number[], window: Window, groups: number): Value {
  if (groups === 1) return ungrouped(x, dy, shape, window);
  if (shape[1] === 1 && shape[0] === groups) return depthwise(x, dy, shape, window);
  const inputs = shape[1];
  const outputs = shape[0] / groups;
  return concat(Array.from({ length: groups }, (_, group) => ungrouped(
    slice(x, [1], [group * inputs], [(group + 1) * inputs]),
    slice(dy, [1], [group * outputs], [(group + 1) * outputs]),
    [outputs, inputs, shape[2], shape[3]], window,
  )), 0);
}

/**
 * A sum over batch and pixels is a matrix product whose inner side is all pixels of the batch: channels go last, the
 * pixels each kernel element reads are laid side by side, and dy^T is multiplied with them.
 */
function ungrouped(x: Value, dy: Value, [outputs, inputs, kernelHeight, kernelWidth]: readonly number[], window: Window): Value {
  const { strides, pads, dilations } = window;
  const [batch, , height, width] = dy.shape;
  const pixels = batch * height * width;
  const dyRows = reshape(transpose(dy, [0, 2, 3, 1]), [pixels, outputs]);
  const channelsLast = pad(transpose(x, [0, 2, 3, 1]), [0, pads[0], pads[1], 0], [0, pads[2], pads[3], 0]);
  const shifted = (source: Value, axis: number, index: number) => {
    const side = axis - 1;
    const start = index * dilations[side];
    const count = side === 0 ? height : width;
    return slice(source, [axis], [start], [start + (count - 1) * strides[side] + 1], [strides[side]]);
  };
  const wide = concat(Array.from({ length: kernelWidth }, (_, column) => shifted(channelsLast, 2, column)), 3);
  const rows = Array.from({ length: kernelHeight }, (_, row) => reshape(shifted(wide, 1, row), [pixels, kernelWidth * inputs]));
  const products = height >= productByRowFrom
    ? rows.map((row) => gemm(dyRows, row, { transposeA: true }))
    : [gemm(dyRows, concat(rows, 1), { transposeA: true })];
  return transpose(reshape(concat(products, 1), [outputs, kernelHeight, kernelWidth, inputs]), [0, 3, 1, 2]);
}

/** One kernel for each channel: for each picture and channel, the shifted pixels times dy. */
function depthwise(x: Value, dy: Value, shape: readonly number[], window: Window): Value {
  const { strides, pads, dilations } = window;
  const [batch, channels, height, width] = dy.shape;
  const padded = pad(x, [0, 0, pads[0], pads[1]], [0, 0, pads[2], pads[3]]);
  const shifts: Value[] = [];
  for (let row = 0; row < shape[2]; row++) {
    for (let column = 0; column < shape[3]; column++) {
      const starts = [row * dilations[0], column * dilations[1]];
      const part = slice(padded, [2, 3], starts, [starts[0] + (height - 1) * strides[0] + 1, starts[1] + (width - 1) * strides[1] + 1], strides);
      shifts.push(reshape(part, [batch, channels, 1, height * width]));
    }
  }
  const products = fusedProduct(concat(shifts, 2), reshape(dy, [batch, channels, 1, height * width]), false, true);
  return reshape(reduceSum(products, [0]), shape);
}
