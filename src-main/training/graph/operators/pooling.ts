import { int, ints } from '../attributes.ts';
import type { Value } from '../value.ts';
import { sizeOf } from '../value.ts';
import { scale } from './arithmetic.ts';
import { reshape } from './shaping.ts';
import { convolutionTranspose } from './convolutionTranspose.ts';
import type { WindowOptions } from './window.ts';
import { windowOf, windowedSize } from './window.ts';

export type PoolOptions = WindowOptions & { readonly kernel: readonly [number, number] };

/** The largest value under each window. Padding never wins. */
export function maxPool(x: Value, options: PoolOptions): Value {
  const window = windowOf(options.kernel, options);
  const [batch, channels, height, width] = x.shape;
  const shape = [batch, channels, windowedSize(height, 0, window), windowedSize(width, 1, window)];
  const { graph } = x;
  const attributes = { kernel_shape: ints(window.kernel), strides: ints(window.strides), pads: ints(window.pads), dilations: ints(window.dilations) };
  const [y, indices] = graph.emit('MaxPool', [x], attributes, [{ shape }, { shape, elementType: 'int64' }]);
  graph.record('MaxPool', [x], y, (dy) => {
    // The indices count over the whole input, batch and channels included.
    const flatIndices = graph.emit('Reshape', [indices, graph.integers([-1])], {}, [{ shape: [sizeOf(shape)], elementType: 'int64' }])[0];
    const zeros = graph.emit('ConstantOfShape', [graph.integers([sizeOf(x.shape)])], {}, [{ shape: [sizeOf(x.shape)] }])[0];
    const scattered = graph.emit('ScatterElements', [zeros, flatIndices, reshape(dy, [sizeOf(shape)])],
      { axis: int(0), reduction: { kind: 'text', value: 'add' } }, [{ shape: [sizeOf(x.shape)] }])[0];
    return [reshape(scattered, x.shape)];
  });
  return y;
}

/** The mean under each window; padding counts as zeros. */
export function averagePool(x: Value, options: PoolOptions): Value {
  const window = windowOf(options.kernel, options);
  const [batch, channels, height, width] = x.shape;
  const shape = [batch, channels, windowedSize(height, 0, window), windowedSize(width, 1, window)];
  const { graph } = x;
  const attributes = { kernel_shape: ints(window.kernel), strides: ints(window.strides), pads: ints(window.pads), count_include_pad: int(1) };
  return graph.operation('AveragePool', [x], attributes, shape, (dy) => {
    const area = window.kernel[0] * window.kernel[1];
    const weights = graph.constant(new Float32Array(channels * area).fill(1 / area), [channels, 1, ...window.kernel]);
    return [convolutionTranspose(dy, weights, window, channels, [height, width])];
  });
}

/** The mean of each channel's picture: [batch, channels, 1, 1]. */
export function globalAveragePool(x: Value): Value {
  const { graph } = x;
  const area = x.shape[2] * x.shape[3];
  return graph.operation('GlobalAveragePool', [x], {}, [x.shape[0], x.shape[1], 1, 1], (dy) =>
    [graph.emit('Expand', [scale(dy, 1 / area), graph.integers(x.shape)], {}, [{ shape: x.shape }])[0]]);
}
