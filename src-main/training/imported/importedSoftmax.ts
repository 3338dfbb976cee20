import { softmax } from '../graph/operators/activation.ts';
import { exponential, logarithm, reduceMax, reduceSum, subtract } from '../graph/operators/arithmetic.ts';
import { reshape } from '../graph/operators/shaping.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../graph/value.ts';
import type { ImportedNode } from './importedNode.ts';

/** From this operator set on Softmax runs along one axis, the last where none is named; before along all from its axis on, as one, from the second where none is named. */
const alongOneAxis = 13;

/** Softmax as the model's operator set means it. */
export const importedSoftmax = (node: ImportedNode): Value => sharedOut(node, softmax);

/** LogSoftmax likewise: never as the logarithm of a share, which may have run down to nothing. */
export const importedLogSoftmax = (node: ImportedNode): Value => sharedOut(node, (x, axis) => {
  const below = subtract(x, reduceMax(x, [axis]));
  return subtract(below, logarithm(reduceSum(exponential(below), [axis])));
});

function sharedOut(node: ImportedNode, along: (x: Value, axis: number) => Value): Value {
  const x = node.input(0), isAlongOne = node.operatorSet >= alongOneAxis, given = node.int('axis', isAlongOne ? -1 : 1), axis = given < 0 ? given + x.shape.length : given;
  if (axis === 0) throw node.refused('shares out over the batch');
  if (isAlongOne) return along(x, axis);
  return reshape(along(reshape(x, [...x.shape.slice(0, axis), sizeOf(x.shape.slice(axis))]), axis), x.shape);
}
