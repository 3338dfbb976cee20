import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { int } from '../attributes.ts';
import type { Attribute } from '../../onnx/model.ts';
import type { Value } from '../value.ts';
import { broadcastShape } from '../value.ts';
import { reduceSum, sumToShape } from './arithmetic.ts';
import { reshape, transpose } from './shaping.ts';

export interface GemmOptions { readonly transposeA?: boolean; readonly transposeB?: boolean; readonly bias?: Value }

/** A B + bias of two matrices, either transposed first. The bias is a row. */
export function gemm(a: Value, b: Value, { transposeA = false, transposeB = false, bias }: GemmOptions = {}): Value {
  const [rows, inner] = transposeA ? [a.shape[1], a.shape[0]] : a.shape;
  const [innerB, columns] = transposeB ? [b.shape[1], b.shape[0]] : b.shape;
  if (a.shape.length !== 2 || b.shape.length !== 2 || inner !== innerB) throw new MyeloscopeError('internal', `Gemm of [${a.shape.join(', ')}] and [${b.shape.join(', ')}].`);
  const attributes: Record<string, Attribute> = {};
  if (transposeA) attributes.transA = int(1);
  if (transposeB) attributes.transB = int(1);
  return a.graph.operation('Gemm', bias ? [a, b, bias] : [a, b], attributes, [rows, columns], (dy, wanted) => {
    const forA = () => (transposeA ? gemm(b, dy, { transposeA: transposeB, transposeB: true }) : gemm(dy, b, { transposeB: !transposeB }));
    const forB = () => (transposeB ? gemm(dy, a, { transposeA: true, transposeB: transposeA }) : gemm(a, dy, { transposeA: !transposeA }));
    return [wanted[0] ? forA() : undefined, wanted[1] ? forB() : undefined, bias && wanted[2] ? reshape(reduceSum(dy, [0]), bias.shape) : undefined];
  });
}

/** The matrix product over the last two axes, broadcast over those before. */
export function matrixProduct(a: Value, b: Value): Value {
  const lead = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  if (!lead || a.shape.length < 2 || b.shape.length < 2 || a.shape.at(-1) !== b.shape.at(-2)) {
    throw new MyeloscopeError('internal', `MatMul of [${a.shape.join(', ')}] and [${b.shape.join(', ')}].`);
  }
  const turned = (x: Value) => transpose(x, x.shape.map((_, axis) => (axis < x.shape.length - 2 ? axis : 2 * x.shape.length - 3 - axis)));
  return a.graph.operation('MatMul', [a, b], {}, [...lead, a.shape.at(-2)!, b.shape.at(-1)!], (dy, wanted) => [
    wanted[0] ? sumToShape(matrixProduct(dy, turned(b)), a.shape) : undefined,
    wanted[1] ? sumToShape(matrixProduct(turned(a), dy), b.shape) : undefined,
  ]);
}

/** The product over the last two axes with the runtime's own operator, which turns either side without a copy; no gradient. */
export function fusedProduct(a: Value, b: Value, turnA: boolean, turnB: boolean): Value {
  const rank = a.shape.length;
  const shape = [...a.shape.slice(0, rank - 2), a.shape[turnA ? rank - 1 : rank - 2], b.shape[turnB ? rank - 2 : rank - 1]];
  return a.graph.emit('FusedMatMul', [a, b], { transA: int(turnA ? 1 : 0), transB: int(turnB ? 1 : 0) }, [{ shape }], 'com.microsoft')[0];
}
