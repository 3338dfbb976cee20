import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { hardSigmoid, hardSwish, leakyRelu, relu, sigmoid, softplus, tanh } from '../graph/operators/activation.ts';
import {
  absolute, add, clip, divide, exponential, logarithm, multiply, negate, power, reduceMax, reduceMean, reduceSum, scale, squareRoot, subtract, sum,
} from '../graph/operators/arithmetic.ts';
import { fixedNormalization, runningNormalization } from '../graph/operators/batchNormalization.ts';
import { convolution } from '../graph/operators/convolution.ts';
import { gemm, matrixProduct } from '../graph/operators/matrix.ts';
import { globalAveragePool, maxPool } from '../graph/operators/pooling.ts';
import { concat, flatten, pad, reshape, transpose } from '../graph/operators/shaping.ts';
import { windowOf } from '../graph/operators/window.ts';
import type { Value } from '../graph/value.ts';
import type { ImportedNode } from './importedNode.ts';
import { importedAveragePool } from './importedAveragePool.ts';
import { importedLogSoftmax, importedSoftmax } from './importedSoftmax.ts';

type Builder = (node: ImportedNode) => Value;

/** How each ONNX operator that can be trained through is built out of the engine's own. */
const builders: Readonly<Record<string, Builder>> = {
  Conv: (node) => {
    const weights = node.input(1);
    return convolution(node.input(0), weights, { ...node.window(weights.shape.slice(2)), groups: node.int('group', 1), bias: node.optionalInput(2) });
  },
  BatchNormalization: (node) => {
    const [x, gamma, beta, mean, variance] = [0, 1, 2, 3, 4].map((place) => node.input(place)), epsilon = node.float('epsilon', 1e-5);
    // Statistics that are carried from step to step are learnt; constants stay.
    if (node.int('spatial', 1) === 0) throw node.refused('normalises each place by itself');
    if (node.int('training_mode', 0) === 1) throw node.refused('normalises by the batch that it is given');
    const areLearnt = x.graph.carried.has(mean.name) && x.graph.carried.has(variance.name);
    return areLearnt ? runningNormalization(x, gamma, beta, mean, variance, { epsilon }) : fixedNormalization(x, gamma, beta, mean, variance, epsilon);
  },
  Relu: (node) => relu(node.input(0)),
  LeakyRelu: (node) => leakyRelu(node.input(0), node.float('alpha', 0.01)),
  Sigmoid: (node) => sigmoid(node.input(0)),
  HardSigmoid: (node) => hardSigmoid(node.input(0), node.float('alpha', 0.2), node.float('beta', 0.5)),
  HardSwish: (node) => hardSwish(node.input(0)),
  Tanh: (node) => tanh(node.input(0)),
  Softplus: (node) => softplus(node.input(0)),
  Softmax: importedSoftmax,
  LogSoftmax: importedLogSoftmax,
  Clip: (node) => clip(node.input(0), node.bound(1, 'min', -3.4e38), node.bound(2, 'max', 3.4e38)),
  MaxPool: (node) => {
    const kernel = node.kernel();
    if (node.int('ceil_mode', 0) === 1) throw node.refused('rounds its size up');
    return maxPool(node.input(0), windowOf(kernel, node.window(kernel)));
  },
  AveragePool: importedAveragePool,
  GlobalAveragePool: (node) => globalAveragePool(node.input(0)),
  GlobalMaxPool: (node) => reduceMax(node.input(0), [2, 3]),
  Add: (node) => add(node.input(0), node.input(1)),
  Sub: (node) => subtract(node.input(0), node.input(1)),
  Mul: (node) => multiply(node.input(0), node.input(1)),
  Div: (node) => divide(node.input(0), node.input(1)),
  Sum: (node) => (node.inputCount === 1 ? node.input(0) : sameShapes(node) ? sum(node.inputs()) : node.inputs().reduce(add)),
  Neg: (node) => negate(node.input(0)),
  Sqrt: (node) => squareRoot(node.input(0)),
  Exp: (node) => exponential(node.input(0)),
  Log: (node) => logarithm(node.input(0)),
  Abs: (node) => absolute(node.input(0)),
  Pow: (node) => power(node.input(0), node.number(1)),
  ReduceMean: (node) => reduced(node, reduceMean),
  ReduceSum: (node) => reduced(node, reduceSum),
  ReduceMax: (node) => reduced(node, reduceMax),
  Concat: (node) => concat(node.inputs(), node.int('axis', 1)),
  Gemm: (node) => {
    const [alpha, beta] = [node.float('alpha', 1), node.float('beta', 1)];
    const bias = node.optionalInput(2), columns = node.input(1).shape[node.int('transB', 0) === 1 ? 0 : 1];
    const options = { transposeA: node.int('transA', 0) === 1, transposeB: node.int('transB', 0) === 1 };
    if (alpha === 1 && beta === 1 && bias?.shape.length === 1 && bias.shape[0] === columns) return gemm(node.input(0), node.input(1), { ...options, bias });
    const product = gemm(node.input(0), node.input(1), options);
    const scaled = alpha === 1 ? product : scale(product, alpha);
    return bias ? add(scaled, beta === 1 ? bias : scale(bias, beta)) : scaled;
  },
  MatMul: (node) => matrixProduct(node.input(0), node.input(1)),
  Flatten: (node) => {
    const x = node.input(0), axis = node.int('axis', 1);
    if (axis !== 1 && axis + x.shape.length !== 1) throw node.refused('flattens the batch');
    return flatten(x);
  },
  Reshape: (node) => {
    const x = node.input(0);
    return reshape(x, node.shapeFrom(1, x.shape));
  },
  Squeeze: (node) => {
    const x = node.input(0), axes = node.axes(1, x.shape.flatMap((size, axis) => (size === 1 ? [axis] : []))).map((axis) => (axis < 0 ? axis + x.shape.length : axis));
    return reshape(x, x.shape.filter((_, axis) => !axes.includes(axis)));
  },
  Unsqueeze: (node) => {
    const x = node.input(0), given = node.axes(1, []), rank = x.shape.length + given.length;
    const axes = given.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b);
    const shape = [...x.shape];
    for (const axis of axes) shape.splice(axis, 0, 1);
    return reshape(x, shape);
  },
  Transpose: (node) => {
    const x = node.input(0);
    return transpose(x, node.ints('perm', x.shape.map((_, axis) => x.shape.length - 1 - axis)));
  },
  Pad: (node) => {
    const x = node.input(0), pads = node.axes(1, node.ints('pads', []));
    if (node.constantNumbers(3) !== undefined || node.text('mode', 'constant') !== 'constant' || pads.length !== 2 * x.shape.length) throw node.refused('does not pad all axes with a constant');
    return pad(x, pads.slice(0, x.shape.length), pads.slice(x.shape.length), node.constantNumbers(2)?.[0] ?? node.float('value', 0));
  },
  // Trained without it: what is fine-tuned starts from a network that is right without.
  Dropout: (node) => node.input(0),
  Identity: (node) => node.input(0),
};

/**
 * Builds one node of an imported model.
 *
 * @throws MyeloscopeError `model-invalid` naming an operator that has no gradient here, or a setting that is not read
 */
export function buildImportedNode(node: ImportedNode): Value {
  const build = Object.hasOwn(builders, node.operator) && node.domain === '' ? builders[node.operator] : undefined;
  if (!build) throw new MyeloscopeError('model-invalid', `The operator ${node.operator} (node ${node.name}) has no gradient, so this model cannot be trained further.`, 'It can still be used for counting.');
  return build(node);
}

const sameShapes = (node: ImportedNode) => node.inputs().every(({ shape }) => shape.join() === node.input(0).shape.join());

function reduced(node: ImportedNode, reduce: (x: Value, axes: readonly number[]) => Value): Value {
  const x = node.input(0), given = node.axes(1, []);
  if (given.length === 0 && node.int('noop_with_empty_axes', 0) === 1) return x;
  const axes = given.length === 0 ? [...x.shape.keys()] : given.map((axis) => (axis < 0 ? axis + x.shape.length : axis));
  const y = reduce(x, axes);
  return node.int('keepdims', 1) === 1 ? y : reshape(y, x.shape.filter((_, axis) => !axes.includes(axis)));
}
