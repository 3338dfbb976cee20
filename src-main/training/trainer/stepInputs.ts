import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Graph } from '../graph/graph.ts';
import { sizeOf } from '../graph/value.ts';
import { randomStream } from '../random.ts';

export interface NamedShape { readonly name: string; readonly shape: readonly number[] }

/** What is fed at each step beside the carried tensors: the batch, and the masks of dropout drawn from the seed. */
export class StepInputs {
  readonly inputs: readonly NamedShape[];
  readonly masks: readonly (NamedShape & { readonly rate: number })[];
  readonly #seed: number;

  constructor(graph: Graph, seed: number) {
    this.inputs = [...graph.inputs.values()].map(({ name, shape }) => ({ name, shape }));
    this.masks = [...graph.keepMasks.values()].map(({ value, rate }) => ({ name: value.name, shape: value.shape, rate }));
    this.#seed = seed;
  }

  /** The values of all inputs and masks of a step, by name. */
  valuesOf(batch: Readonly<Record<string, Float32Array>>, step: number): Record<string, Float32Array> {
    const values: Record<string, Float32Array> = {};
    for (const { name, shape } of this.inputs) {
      const given = batch[name];
      if (given?.length !== sizeOf(shape)) throw new MyeloscopeError('bad-input', `The training input ${name} has ${given?.length ?? 'no'} values instead of ${sizeOf(shape)}.`);
      values[name] = given;
    }
    for (const { name, shape, rate } of this.masks) values[name] = this.#drawMask(name, sizeOf(shape), rate, step);
    return values;
  }

  /** Depends on seed, name and step alone, so a resumed run draws the same. */
  #drawMask(name: string, count: number, rate: number, step: number): Float32Array {
    const random = randomStream(this.#seed + Math.imul(step, 0x9e3779b1), name);
    return Float32Array.from({ length: count }, () => (random.next() < rate ? 0 : 1));
  }
}
