import type { Value } from '../value.ts';
import { concat, pad, reshape, slice, transpose } from './shaping.ts';
import type { Window } from './window.ts';

/** A tensor with its channels last, [batch, height, width, channels], with zeros around as the window's pads say. */
export function channelsLast(x: Value, pads: Window['pads']): Value {
  return pad(transpose(x, [0, 2, 3, 1]), [0, pads[0], pads[1], 0], [0, pads[2], pads[3], 0]);
}

/**
 * The pixels that each kernel row reads, laid side by side: for each kernel row a matrix [batch height width of the
 * result, kernelWidth channels]. `backwards` turns the kernel by 180 degrees.
 */
export function pixelRows(padded: Value, window: Window, resultSize: readonly [number, number], backwards = false): Value[] {
  const { kernel, strides, dilations } = window;
  const [batch, , , channels] = padded.shape;
  const steps = (side: 0 | 1) => Array.from({ length: kernel[side] }, (_, index) => (backwards ? kernel[side] - 1 - index : index) * dilations[side]);
  const shifted = (source: Value, side: 0 | 1, start: number) =>
    slice(source, [side + 1], [start], [start + (resultSize[side] - 1) * strides[side] + 1], [strides[side]]);
  const wide = concat(steps(1).map((start) => shifted(padded, 1, start)), 3);
  return steps(0).map((start) => reshape(shifted(wide, 0, start), [batch * resultSize[0] * resultSize[1], kernel[1] * channels]));
}
