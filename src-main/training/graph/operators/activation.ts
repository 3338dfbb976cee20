import { float, int } from '../attributes.ts';
import type { Value } from '../value.ts';
import { asNumber, greater, multiply, scale, subtract, addScalar, where, reduceSum } from './arithmetic.ts';

export function relu(x: Value): Value {
  const { graph } = x;
  const y: Value = graph.operation('Relu', [x], {}, x.shape, (dy) => [multiply(dy, asNumber(greater(y, graph.scalar(0))))]);
  return y;
}

export function leakyRelu(x: Value, slope = 0.01): Value {
  const { graph } = x;
  return graph.operation('LeakyRelu', [x], { alpha: float(slope) }, x.shape, (dy) =>
    [multiply(dy, where(greater(x, graph.scalar(0)), graph.scalar(1), graph.scalar(slope)))]);
}

export function sigmoid(x: Value): Value {
  const { graph } = x;
  const y: Value = graph.operation('Sigmoid', [x], {}, x.shape, (dy) => [multiply(dy, multiply(y, subtract(graph.scalar(1), y)))]);
  return y;
}

export function tanh(x: Value): Value {
  const { graph } = x;
  const y: Value = graph.operation('Tanh', [x], {}, x.shape, (dy) => [multiply(dy, subtract(graph.scalar(1), multiply(y, y)))]);
  return y;
}

/** min(1, max(0, slope x + offset)); ONNX's own defaults are 0.2 and 0.5, mobile networks use 1/6 and 0.5. */
export function hardSigmoid(x: Value, slope = 1 / 6, offset = 0.5): Value {
  const { graph } = x;
  const y: Value = graph.operation('HardSigmoid', [x], { alpha: float(slope), beta: float(offset) }, x.shape, (dy) => {
    // y(1 - y) is positive exactly where y lies strictly between its bounds.
    const inside = asNumber(greater(multiply(y, subtract(graph.scalar(1), y)), graph.scalar(0)));
    return [multiply(dy, scale(inside, slope))];
  });
  return y;
}

export const hardSwish = (x: Value): Value => multiply(x, hardSigmoid(x));
export const silu = (x: Value): Value => multiply(x, sigmoid(x));

export function softmax(x: Value, axis = -1): Value {
  const over = axis < 0 ? axis + x.shape.length : axis;
  const y: Value = x.graph.operation('Softmax', [x], { axis: int(over) }, x.shape, (dy) => {
    const weighted = multiply(dy, y);
    return [subtract(weighted, multiply(y, reduceSum(weighted, [over])))];
  });
  return y;
}

/**
 * Keeps each element where the mask (of 0 and 1, fed or made in the graph) says so, and makes up for the rest:
 * y = x mask / (1 - rate).
 */
export const dropout = (x: Value, keepMask: Value, rate: number): Value => multiply(x, scale(keepMask, 1 / (1 - rate)));

/** log(1 + exp(x)) without overflow. */
export function softplus(x: Value): Value {
  return x.graph.operation('Softplus', [x], {}, x.shape, (dy) => [multiply(dy, sigmoid(x))]);
}

/** 1 for x above a bound, else 0; without a gradient. */
export const isAbove = (x: Value, bound: number): Value => asNumber(greater(addScalar(x, -bound), x.graph.scalar(0)));
