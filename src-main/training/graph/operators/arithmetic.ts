import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { ints } from '../attributes.ts';
import type { GradientRule } from '../graph.ts';
import type { Value } from '../value.ts';
import { broadcastShape, sameShape, sizeOf } from '../value.ts';

/** Sums a gradient over the axes along which an operand of this shape was broadcast. */
export function sumToShape(gradient: Value, shape: readonly number[]): Value {
  if (sameShape(gradient.shape, shape)) return gradient;
  const lead = gradient.shape.length - shape.length;
  const axes = gradient.shape.flatMap((size, axis) => (axis < lead || (shape[axis - lead] === 1 && size !== 1) ? [axis] : []));
  const { graph } = gradient;
  let summed = gradient;
  if (axes.length > 0) {
    const kept = gradient.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    [summed] = graph.emit('ReduceSum', [gradient, graph.integers(axes)], {}, [{ shape: kept }]);
  }
  if (sameShape(summed.shape, shape)) return summed;
  return graph.emit('Reshape', [summed, graph.integers(shape)], {}, [{ shape }])[0];
}

function binary(operator: string, a: Value, b: Value, gradient: (result: () => Value) => GradientRule): Value {
  const shape = broadcastShape(a.shape, b.shape);
  if (!shape) throw new MyeloscopeError('internal', `${operator} of [${a.shape.join(', ')}] and [${b.shape.join(', ')}].`);
  const rule = gradient(() => result);
  const result: Value = a.graph.operation(operator, [a, b], {}, shape, (dy, wanted) =>
    rule(dy, wanted).map((part, index) => part && sumToShape(part, index === 0 ? a.shape : b.shape)));
  return result;
}

export const add = (a: Value, b: Value): Value => binary('Add', a, b, () => (dy) => [dy, dy]);
export const subtract = (a: Value, b: Value): Value => binary('Sub', a, b, () => (dy, [, second]) => [dy, second ? negate(dy) : undefined]);
export const multiply = (a: Value, b: Value): Value =>
  binary('Mul', a, b, () => (dy, [first, second]) => [first ? multiply(dy, b) : undefined, second ? multiply(dy, a) : undefined]);
export const divide = (a: Value, b: Value): Value => binary('Div', a, b, (result) => (dy, [first, second]) => {
  const share = divide(dy, b);
  return [first ? share : undefined, second ? negate(multiply(share, result())) : undefined];
});

/** The sum of tensors of one shape in one pass over them. */
export function sum(parts: readonly Value[]): Value {
  return parts[0].graph.operation('Sum', parts, {}, parts[0].shape, (dy) => parts.map(() => dy));
}

/** Adds a number to every element. */
export const addScalar = (x: Value, value: number): Value => add(x, x.graph.scalar(value));
/** Multiplies every element by a number. */
export const scale = (x: Value, factor: number): Value => multiply(x, x.graph.scalar(factor));

function unary(operator: string, x: Value, gradient: (dy: Value, y: Value) => Value): Value {
  const y: Value = x.graph.operation(operator, [x], {}, x.shape, (dy) => [gradient(dy, y)]);
  return y;
}

export const negate = (x: Value): Value => unary('Neg', x, (dy) => negate(dy));
export const exponential = (x: Value): Value => unary('Exp', x, (dy, y) => multiply(dy, y));
export const logarithm = (x: Value): Value => unary('Log', x, (dy) => divide(dy, x));
export const squareRoot = (x: Value): Value => unary('Sqrt', x, (dy, y) => divide(scale(dy, 0.5), y));
export const absolute = (x: Value): Value => unary('Abs', x, (dy) => multiply(dy, x.graph.emit('Sign', [x], {}, [{ shape: x.shape }])[0]));
export const square = (x: Value): Value => multiply(x, x);

/** x to a fixed power. */
export function power(x: Value, exponent: number): Value {
  return x.graph.operation('Pow', [x, x.graph.scalar(exponent)], {}, x.shape, (dy) => [multiply(dy, scale(power(x, exponent - 1), exponent)), undefined]);
}

/** Keeps x within bounds; no gradient flows where it lay outside them. */
export function clip(x: Value, low: number, high: number): Value {
  const { graph } = x;
  return graph.operation('Clip', [x, graph.scalar(low), graph.scalar(high)], {}, x.shape, (dy) => {
    const inside = graph.emit('And', [atLeast(x, low), not(greater(x, graph.scalar(high)))], {}, [{ shape: x.shape, elementType: 'bool' }])[0];
    return [multiply(dy, asNumber(inside)), undefined, undefined];
  });
}

export function greater(a: Value, b: Value): Value {
  return a.graph.emit('Greater', [a, b], {}, [{ shape: broadcastShape(a.shape, b.shape)!, elementType: 'bool' }])[0];
}
const not = (condition: Value) => condition.graph.emit('Not', [condition], {}, [{ shape: condition.shape, elementType: 'bool' }])[0];
const atLeast = (x: Value, bound: number) => not(greater(x.graph.scalar(bound), x));

/** 1 where a condition holds, else 0. */
export const asNumber = (condition: Value): Value =>
  condition.graph.emit('Cast', [condition], { to: { kind: 'int', value: 1 } }, [{ shape: condition.shape }])[0];

/** Takes from `a` where the condition holds, else from `b`. */
export function where(condition: Value, a: Value, b: Value): Value {
  const { graph } = a;
  const shape = broadcastShape(condition.shape, broadcastShape(a.shape, b.shape) ?? []);
  if (!shape) throw new MyeloscopeError('internal', 'Where of shapes that do not fit.');
  return graph.operation('Where', [condition, a, b], {}, shape, (dy, [, first, second]) => {
    const zero = graph.scalar(0);
    const chosen = (whenTrue: Value, whenFalse: Value) => graph.emit('Where', [condition, whenTrue, whenFalse], {}, [{ shape }])[0];
    return [undefined, first ? sumToShape(chosen(dy, zero), a.shape) : undefined, second ? sumToShape(chosen(zero, dy), b.shape) : undefined];
  });
}

const normalAxes = (x: Value, axes: readonly number[]) => axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis)).sort((a, b) => a - b);
const reducedShape = (x: Value, axes: readonly number[]) => x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));

const spread = (dy: Value, x: Value) => dy.graph.emit('Expand', [dy, dy.graph.integers(x.shape)], {}, [{ shape: x.shape }])[0];

/** The sum over some axes, which stay with size 1. */
export function reduceSum(x: Value, axes: readonly number[]): Value {
  const over = normalAxes(x, axes);
  return x.graph.operation('ReduceSum', [x, x.graph.integers(over)], {}, reducedShape(x, over), (dy) => [spread(dy, x), undefined]);
}

/** The mean over some axes, which stay with size 1. */
export function reduceMean(x: Value, axes: readonly number[]): Value {
  const over = normalAxes(x, axes);
  const count = sizeOf(over.map((axis) => x.shape[axis]));
  return x.graph.operation('ReduceMean', [x], { axes: ints(over) }, reducedShape(x, over), (dy) => [spread(scale(dy, 1 / count), x)]);
}

/** The maximum over some axes, which stay with size 1. The gradient is shared equally among equal maxima. */
export function reduceMax(x: Value, axes: readonly number[]): Value {
  const over = normalAxes(x, axes);
  const y: Value = x.graph.operation('ReduceMax', [x], { axes: ints(over) }, reducedShape(x, over), (dy) => {
    const isMaximum = asNumber(not(greater(y, x)));
    return [multiply(isMaximum, divide(dy, reduceSum(isMaximum, over)))];
  });
  return y;
}

/** The sum of everything, as a tensor of one element without axes. */
export function sumOfAll(x: Value): Value {
  return x.graph.operation('ReduceSum', [x], { keepdims: { kind: 'int', value: 0 } }, [], (dy) => [spread(dy, x)]);
}
export const meanOfAll = (x: Value): Value => scale(sumOfAll(x), 1 / sizeOf(x.shape));

