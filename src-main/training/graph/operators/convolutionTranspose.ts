import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { int, ints } from '../attributes.ts';
import type { Value } from '../value.ts';
import type { Window } from './window.ts';

/**
 * Spreads [batch, outputs, h, w] back over the pixels a convolution with these weights ([outputs, inputs/groups, kh, kw])
 * read them from: the convolution's transpose, and so its gradient. `size` is the height and width of the result.
 */
export function convolutionTranspose(x: Value, weights: Value, window: Window, groups: number, size: readonly [number, number]): Value {
  const { kernel, strides, pads, dilations } = window;
  const extra = ([0, 1] as const).map((side) => {
    const least = strides[side] * (x.shape[side + 2] - 1) + dilations[side] * (kernel[side] - 1) + 1 - pads[side] - pads[side + 2];
    return size[side] - least;
  });
  if (extra.some((count) => count < 0)) throw new MyeloscopeError('internal', 'The transposed convolution would not fit its result.');
  return x.graph.emit('ConvTranspose', [x, weights], {
    kernel_shape: ints(kernel), strides: ints(strides), pads: ints(pads), dilations: ints(dilations), group: int(groups), output_padding: ints(extra),
  }, [{ shape: [x.shape[0], weights.shape[1] * groups, ...size] }])[0];
}
