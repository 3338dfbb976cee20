import { int, ints } from '../attributes.ts';
import type { Value } from '../value.ts';
import { convolutionTranspose } from './convolutionTranspose.ts';
import { gemm } from './matrix.ts';
import { channelsLast, pixelRows } from './pixelRows.ts';
import { concat, reshape, transpose } from './shaping.ts';
import type { Window } from './window.ts';

/** Up to here a convolution with flipped weights is fastest, above it a product of all pixels at once (measured). */
const flippedUpToChannels = 128;

/** The gradient of a convolution's input. */
export function convolutionInputGradient(dy: Value, weights: Value, window: Window, groups: number, inputShape: readonly number[]): Value {
  const { kernel, strides, pads, dilations } = window;
  const reach = [dilations[0] * (kernel[0] - 1), dilations[1] * (kernel[1] - 1)];
  const turnedPads = [reach[0] - pads[0], reach[1] - pads[1], reach[0] - pads[2], reach[1] - pads[3]] as const;
  const depthwise = groups > 1 && weights.shape[0] === groups && weights.shape[1] === 1;
  const unitStride = strides[0] === 1 && strides[1] === 1;
  if (!unitStride || turnedPads.some((count) => count < 0) || !(groups === 1 || depthwise)) {
    return convolutionTranspose(dy, weights, window, groups, [inputShape[2], inputShape[3]]);
  }
  const pointwise = kernel[0] === 1 && kernel[1] === 1;
  const turnedWindow: Window = { ...window, pads: turnedPads };
  if (groups === 1 && !pointwise && dy.shape[1] > flippedUpToChannels) return productOfAllPixels(dy, weights, turnedWindow, inputShape);
  const flipped = pointwise ? weights : flip(weights);
  const turned = depthwise ? flipped : transpose(flipped, [1, 0, 2, 3]);
  return dy.graph.emit('Conv', [dy, turned], {
    kernel_shape: ints(kernel), strides: ints([1, 1]), pads: ints(turnedPads), dilations: ints(dilations), group: int(groups),
  }, [{ shape: inputShape }])[0];
}

/** The pixels of dy that reach each input pixel, side by side, times the weights. */
function productOfAllPixels(dy: Value, weights: Value, window: Window, [batch, inputs, height, width]: readonly number[]): Value {
  const [outputs, , kernelHeight, kernelWidth] = weights.shape;
  const elements = kernelHeight * kernelWidth;
  // Three axes instead of four, so that the runtime turns the weights by its fast path.
  const elementFirst = transpose(reshape(weights, [outputs, inputs, elements]), [2, 0, 1]);
  const pixels = concat(pixelRows(channelsLast(dy, window.pads), window, [height, width], true), 1);
  const product = gemm(pixels, reshape(elementFirst, [elements * outputs, inputs]));
  return transpose(reshape(product, [batch, height, width, inputs]), [0, 3, 1, 2]);
}

/** Turns kernels by 180 degrees. */
function flip(weights: Value): Value {
  const { graph } = weights;
  const far = -(2 ** 31);
  return graph.emit('Slice', [weights, graph.integers([-1, -1]), graph.integers([far, far]), graph.integers([2, 3]), graph.integers([-1, -1])],
    {}, [{ shape: weights.shape }])[0];
}
