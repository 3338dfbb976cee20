import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { int, ints, text } from '../attributes.ts';
import type { Value } from '../value.ts';
import { sameShape, sizeOf } from '../value.ts';
import { averagePool } from './pooling.ts';
import { scale } from './arithmetic.ts';

export function reshape(x: Value, shape: readonly number[]): Value {
  if (sameShape(x.shape, shape)) return x;
  if (sizeOf(shape) !== sizeOf(x.shape)) throw new MyeloscopeError('internal', `Reshape of [${x.shape.join(', ')}] to [${shape.join(', ')}].`);
  return x.graph.operation('Reshape', [x, x.graph.integers(shape)], {}, shape, (dy) => [reshape(dy, x.shape), undefined]);
}

/** Everything after the batch dimension in one. Works for any batch size. */
export function flatten(x: Value): Value {
  const shape = [x.shape[0], sizeOf(x.shape.slice(1))];
  return x.graph.operation('Flatten', [x], { axis: int(1) }, shape, (dy) => [reshape(dy, x.shape)]);
}

export function transpose(x: Value, order: readonly number[]): Value {
  const inverse = order.map((_, axis) => order.indexOf(axis));
  return x.graph.operation('Transpose', [x], { perm: ints(order) }, order.map((axis) => x.shape[axis]), (dy) => [transpose(dy, inverse)]);
}

export function concat(parts: readonly Value[], axis: number): Value {
  if (parts.length === 1) return parts[0];
  const [first] = parts;
  const along = axis < 0 ? axis + first.shape.length : axis;
  const fits = (shape: readonly number[]) => shape.length === first.shape.length && shape.every((size, index) => index === along || size === first.shape[index]);
  if (!parts.every((part) => fits(part.shape))) throw new MyeloscopeError('internal', `Concat of ${parts.map((part) => `[${part.shape.join(', ')}]`).join(' ')}.`);
  const total = parts.reduce((sum, part) => sum + part.shape[along], 0);
  return first.graph.operation('Concat', parts, { axis: int(along) }, first.shape.map((size, index) => (index === along ? total : size)), (dy, wanted) => {
    let start = 0;
    return parts.map((part, index) => {
      const end = start + part.shape[along];
      const share = wanted[index] ? slice(dy, [along], [start], [end]) : undefined;
      start = end;
      return share;
    });
  });
}

/** Elements start, start + step, … before end, along each of some axes. */
export function slice(x: Value, axes: readonly number[], starts: readonly number[], ends: readonly number[], steps: readonly number[] = axes.map(() => 1)): Value {
  const counts = axes.map((axis, index) => {
    const count = Math.ceil((Math.min(ends[index], x.shape[axis]) - starts[index]) / steps[index]);
    if (starts[index] < 0 || steps[index] < 1 || count < 1) throw new MyeloscopeError('internal', `Slice ${starts[index]}:${ends[index]}:${steps[index]} of ${x.shape[axis]}.`);
    return count;
  });
  if (axes.every((axis, index) => counts[index] === x.shape[axis])) return x;
  const shape = x.shape.map((size, axis) => (axes.includes(axis) ? counts[axes.indexOf(axis)] : size));
  const { graph } = x;
  return graph.operation('Slice', [x, graph.integers(starts), graph.integers(ends), graph.integers(axes), graph.integers(steps)], {}, shape, (dy) => {
    const spaced = axes.reduce((gradient, axis, index) => (steps[index] > 1 ? spaceOut(gradient, axis, steps[index]) : gradient), dy);
    const before = x.shape.map((_, axis) => (axes.includes(axis) ? starts[axes.indexOf(axis)] : 0));
    const after = x.shape.map((size, axis) => size - before[axis] - spaced.shape[axis]);
    const cut = axes.filter((axis) => after[axis] < 0);
    const fitting = cut.length === 0 ? spaced : slice(spaced, cut, cut.map(() => 0), cut.map((axis) => spaced.shape[axis] + after[axis]));
    return [pad(fitting, before, after.map((count) => Math.max(count, 0)))];
  });
}

/** Puts step - 1 zeros after each element along an axis. */
function spaceOut(x: Value, axis: number, step: number): Value {
  const split = [...x.shape.slice(0, axis + 1), 1, ...x.shape.slice(axis + 1)];
  const padded = pad(reshape(x, split), split.map(() => 0), split.map((_, index) => (index === axis + 1 ? step - 1 : 0)));
  return reshape(padded, x.shape.map((size, index) => (index === axis ? size * step : size)));
}

/** Puts a constant around a tensor; `before` and `after` have one count for each axis. Counts below 0 cut off. */
export function pad(x: Value, before: readonly number[], after: readonly number[], value = 0): Value {
  if ([...before, ...after].every((count) => count === 0)) return x;
  const shape = x.shape.map((size, axis) => before[axis] + size + after[axis]);
  const { graph } = x;
  return graph.operation('Pad', [x, graph.integers([...before, ...after]), graph.scalar(value)], { mode: text('constant') }, shape, (dy) => {
    // What was put around has no gradient; what was cut off has none left.
    const put = (counts: readonly number[]) => counts.map((count) => Math.max(count, 0)), cut = (counts: readonly number[]) => counts.map((count) => Math.max(-count, 0));
    const starts = put(before), ends = put(after), axes = x.shape.flatMap((_, axis) => (starts[axis] + ends[axis] > 0 ? [axis] : []));
    const kept = slice(dy, axes, axes.map((axis) => starts[axis]), axes.map((axis) => shape[axis] - ends[axis]));
    return [pad(kept, cut(before), cut(after)), undefined, undefined];
  });
}

/** Repeats each pixel of [batch, channels, height, width] twice along both sides. Works for any size. */
export function upsampleNearest2x(x: Value): Value {
  const { graph } = x;
  const [batch, channels, height, width] = x.shape;
  const factors = graph.constant([1, 1, 2, 2], [4]);
  const [y] = graph.emit('Resize', [x, undefined, factors], {
    mode: text('nearest'), coordinate_transformation_mode: text('asymmetric'), nearest_mode: text('floor'),
  }, [{ shape: [batch, channels, height * 2, width * 2] }]);
  // The sum over each square of four is four times their mean.
  graph.record('Resize', [x], y, (dy) => [scale(averagePool(dy, { kernel: [2, 2], strides: [2, 2] }), 4)]);
  return y;
}
