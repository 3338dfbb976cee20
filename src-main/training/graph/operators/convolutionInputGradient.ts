import { int, ints } from '../attributes.ts';
import type { Value } from '../value.ts';
import { convolutionTranspose } from './convolutionTranspose.ts';
import { transpose } from './shaping.ts';
import type { Window } from './window.ts';

/** Up to here a convolution with flipped weights beats the transposed convolution (measured on two cores). */
const flippedUpToChannels = 128;

/** The gradient of a convolution's input. */
export function convolutionInputGradient(dy: Value, weights: Value, window: Window, groups: number, inputShape: readonly number[]): Value {
  const { kernel, strides, pads, dilations } = window;
  const reach = [dilations[0] * (kernel[0] - 1), dilations[1] * (kernel[1] - 1)];
  const turnedPads = [reach[0] - pads[0], reach[1] - pads[1], reach[0] - pads[2], reach[1] - pads[3]];
  const pointwise = kernel[0] === 1 && kernel[1] === 1;
  const depthwise = groups > 1 && weights.shape[0] === groups && weights.shape[1] === 1;
  const unitStride = strides[0] === 1 && strides[1] === 1;
  const flippable = unitStride && turnedPads.every((count) => count >= 0) && (groups === 1 || depthwise);
  if (!flippable || !(pointwise || depthwise || dy.shape[1] <= flippedUpToChannels)) {
    return convolutionTranspose(dy, weights, window, groups, [inputShape[2], inputShape[3]]);
  }
  const flipped = pointwise ? weights : flip(weights);
  const turned = depthwise ? flipped : transpose(flipped, [1, 0, 2, 3]);
  return dy.graph.emit('Conv', [dy, turned], {
    kernel_shape: ints(kernel), strides: ints([1, 1]), pads: ints(turnedPads), dilations: ints(dilations), group: int(groups),
  }, [{ shape: inputShape }])[0];
}

/** Turns kernels by 180 degrees. */
function flip(weights: Value): Value {
  const { graph } = weights;
  const far = -(2 ** 31);
  return graph.emit('Slice', [weights, graph.integers([-1, -1]), graph.integers([far, far]), graph.integers([2, 3]), graph.integers([-1, -1])],
    {}, [{ shape: weights.shape }])[0];
}
