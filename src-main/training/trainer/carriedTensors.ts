import * as ort from 'onnxruntime-node';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Graph } from '../graph/graph.ts';
import { sizeOf } from '../graph/value.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import { nextName } from './compileTrainingStep.ts';
import { isGathered } from './gatherGradients.ts';

/**
 * Parameters, statistics and optimiser state of a run, twice: as they are, and where the next run writes them.
 * They swap only after a good run, so a failed one leaves everything as it was.
 */
export class CarriedTensors {
  readonly #shapes: ReadonlyMap<string, readonly number[]>;
  /** Those that belong to the network, not to the optimiser. */
  readonly #networkNames: ReadonlySet<string>;
  #now: Record<string, ort.Tensor> = {};
  #next: Record<string, ort.Tensor> = {};

  constructor(graph: Graph, changing: readonly string[], networkNames: ReadonlySet<string>) {
    this.#shapes = new Map([...graph.carried.values()].map(({ value }) => [value.name, value.shape]));
    this.#networkNames = networkNames;
    for (const { value, initial } of graph.carried.values()) this.#now[value.name] = new ort.Tensor('float32', initial.slice(), value.shape);
    for (const name of changing) this.#next[name] = new ort.Tensor('float32', new Float32Array(this.#now[name].size), this.#now[name].dims);
  }

  /** What a run reads. */
  feeds(): Record<string, ort.Tensor> { return { ...this.#now }; }

  /** Where a run writes. */
  fetches(): Record<string, ort.Tensor> {
    return Object.fromEntries(Object.entries(this.#next).map(([name, tensor]) => [nextName(name), tensor]));
  }

  swap(): void {
    const written = this.#next;
    this.#next = Object.fromEntries(Object.keys(written).map((name) => [name, this.#now[name]]));
    this.#now = { ...this.#now, ...written };
  }

  /** Without what is gathered within a step: between steps that is nothing. */
  copyAll(): Map<string, Float32Array> {
    return new Map(Object.entries(this.#now).flatMap(([name, tensor]) => (isGathered(name) ? [] : [[name, (tensor.data as Float32Array).slice()]])));
  }

  copyNetwork(): Map<string, Float32Array> {
    return new Map([...this.copyAll()].filter(([name]) => this.#networkNames.has(name)));
  }

  /** Sets those that are known by name, and gives their number; nothing is set where one has another size. */
  set(values: ParameterSet): number {
    const known = [...values].filter(([name]) => this.#shapes.has(name));
    for (const [name, tensor] of known) {
      const expected = sizeOf(this.#shapes.get(name)!);
      if (tensor.length !== expected) throw new MyeloscopeError('model-invalid', `The parameter ${name} has ${tensor.length} values instead of ${expected}.`);
    }
    for (const [name, tensor] of known) (this.#now[name].data as Float32Array).set(tensor);
    return known.length;
  }

  /** Sets everything. */
  restore(values: ParameterSet): void {
    const missing = [...this.#shapes.keys()].find((name) => !values.has(name) && !isGathered(name));
    if (missing !== undefined) throw new MyeloscopeError('model-invalid', `The saved training state lacks ${missing}.`);
    this.set(values);
  }
}
