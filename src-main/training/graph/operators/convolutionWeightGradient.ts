import type { Value } from '../value.ts';
import { reduceSum } from './arithmetic.ts';
import { fusedProduct, gemm } from './matrix.ts';
import { channelsLast, pixelRows } from './pixelRows.ts';
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

/** A sum over batch and pixels is a matrix product whose inner side is all pixels; which form is fastest goes by the sizes. */
function ungrouped(x: Value, dy: Value, shape: readonly number[], window: Window): Value {
  const [outputs, inputs, kernelHeight, kernelWidth] = shape;
  const pixels = dy.shape[2] * dy.shape[3];
  const small = outputs * inputs * kernelHeight * kernelWidth <= 2 * pixels * (outputs * kernelHeight + inputs * kernelWidth);
  const fewInputs = inputs * kernelHeight * kernelWidth < inputs * kernelWidth + outputs * kernelHeight;
  if (small && fewInputs) return productOfPixelsByPicture(x, dy, shape, window);
  const unitStride = window.strides[0] === 1 && window.strides[1] === 1;
  return small && unitStride ? productByPicture(x, dy, shape, window) : productOfAllPixels(x, dy, shape, window);
}

/** For few input channels on large pictures: all pixels that each kernel element reads, times dy, for each picture. */
function productOfPixelsByPicture(x: Value, dy: Value, [outputs, inputs, kernelHeight, kernelWidth]: readonly number[], window: Window): Value {
  const { pads, strides, dilations } = window;
  const [batch, , height, width] = dy.shape;
  const padded = padOrCut(x, [pads[0], pads[1], pads[2], pads[3]]);
  // A stride is taken once for each phase of it, so that the many slices after it copy whole rows.
  const phases = new Map<string, Value>();
  const phase = (row: number, column: number) => {
    const key = `${row} ${column}`;
    const known = phases.get(key) ?? slice(padded, [2, 3], [row, column], [padded.shape[2], padded.shape[3]], strides);
    phases.set(key, known);
    return known;
  };
  const parts: Value[] = [];
  for (let row = 0; row < kernelHeight; row++) {
    for (let column = 0; column < kernelWidth; column++) {
      const [down, right] = [row * dilations[0], column * dilations[1]];
      const [top, left] = [Math.floor(down / strides[0]), Math.floor(right / strides[1])];
      parts.push(slice(phase(down % strides[0], right % strides[1]), [2, 3], [top, left], [top + height, left + width]));
    }
  }
  const pixels = reshape(concat(parts, 1), [batch, kernelHeight * kernelWidth * inputs, height * width]);
  const products = reduceSum(fusedProduct(reshape(dy, [batch, outputs, height * width]), pixels, false, true), [0]);
  return transpose(reshape(products, [outputs, kernelHeight, kernelWidth, inputs]), [0, 3, 1, 2]);
}

/** Channels go last, the pixels each kernel element reads are laid side by side, and dy^T is multiplied with them. */
function productOfAllPixels(x: Value, dy: Value, [outputs, inputs, kernelHeight, kernelWidth]: readonly number[], window: Window): Value {
  const [batch, , height, width] = dy.shape;
  const dyRows = reshape(transpose(dy, [0, 2, 3, 1]), [batch * height * width, outputs]);
  const rows = pixelRows(channelsLast(x, window.pads), window, [height, width]);
  const products = height >= productByRowFrom
    ? rows.map((row) => gemm(dyRows, row, { transposeA: true }))
    : [gemm(dyRows, concat(rows, 1), { transposeA: true })];
  return transpose(reshape(concat(products, 1), [outputs, kernelHeight, kernelWidth, inputs]), [0, 3, 1, 2]);
}

/**
 * For pictures large beside their channels nothing need be turned: for each picture, x shifted along the width times dy
 * shifted along the height gives all kernel elements in one product; then they are summed over the batch.
 */
function productByPicture(x: Value, dy: Value, [outputs, inputs, kernelHeight, kernelWidth]: readonly number[], window: Window): Value {
  const { pads, dilations } = window;
  const [batch, , height, width] = dy.shape;
  const paddedHeight = x.shape[2] + pads[0] + pads[2];
  const columns = Array.from({ length: kernelWidth }, (_, column) => {
    const start = column * dilations[1] - pads[1];
    return padOrCut(x, [pads[0], -start, pads[2], start + width - x.shape[3]]);
  });
  const shiftedRows = Array.from({ length: kernelHeight }, (_, row) =>
    pad(dy, [0, 0, row * dilations[0], 0], [0, 0, paddedHeight - height - row * dilations[0], 0]));
  const flat = (value: Value) => reshape(value, [batch, value.shape[1], paddedHeight * width]);
  const products = reduceSum(fusedProduct(flat(concat(shiftedRows, 1)), flat(concat(columns, 1)), false, true), [0]);
  return transpose(reshape(products, [kernelHeight, outputs, kernelWidth, inputs]), [1, 3, 0, 2]);
}

/** Zeros around height and width (top, left, bottom, right); where a count is negative, so many pixels are cut off. */
function padOrCut(x: Value, [top, left, bottom, right]: readonly number[]): Value {
  const { graph } = x;
  const shape = [x.shape[0], x.shape[1], x.shape[2] + top + bottom, x.shape[3] + left + right];
  return graph.emit('Pad', [x, graph.integers([0, 0, top, left, 0, 0, bottom, right])], {}, [{ shape }])[0];
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
