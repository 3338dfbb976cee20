import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Attribute, ElementType, OnnxNode, OnnxTensor, TensorValues } from '../onnx/model.ts';
import type { Value } from './value.ts';
import { sameShape, sizeOf } from './value.ts';

/** Gives the gradient of each input for the gradient of the result; undefined where `wanted` says it is not needed. */
export type GradientRule = (resultGradient: Value, wanted: readonly boolean[]) => readonly (Value | undefined)[];

/** One differentiable step, which may stand for several nodes. Without a rule, no gradient can pass through it. */
export interface TapeEntry { readonly operator: string; readonly inputs: readonly Value[]; readonly result: Value; readonly gradient: GradientRule | undefined }

/** What a training run carries from one step to the next: trained parameters, running statistics, optimiser state. */
export interface CarriedValue { readonly value: Value; readonly initial: Float32Array; readonly trainable: boolean; next: Value | undefined }

export interface OperationResult { readonly shape: readonly number[]; readonly elementType?: ElementType }

/**
 * A computation under construction: nodes in the order they were added, and beside them the tape of differentiable
 * steps that `differentiate` walks backwards. Shapes are checked while building, so a mistake shows where it is made.
 */
export class Graph {
  readonly nodes: OnnxNode[] = [];
  readonly constants = new Map<string, OnnxTensor>();
  readonly inputs = new Map<string, Value>();
  /** Inputs that are fed 0 with this probability, else 1; the trainer draws them at every step. */
  readonly keepMasks = new Map<string, { readonly value: Value; readonly rate: number }>();
  readonly carried = new Map<string, CarriedValue>();
  readonly tape: TapeEntry[] = [];
  readonly #constantNames = new Map<string, Value>();
  #count = 0;

  /** A tensor fed at every run. */
  input(name: string, shape: readonly number[], elementType: ElementType = 'float32'): Value {
    this.#refuseTaken(name);
    const value: Value = { graph: this, name, shape, elementType };
    this.inputs.set(name, value);
    return value;
  }

  /** An input of 0 (with probability `rate`) and 1, drawn anew by the trainer at every step from its seed. */
  keepMask(name: string, shape: readonly number[], rate: number): Value {
    this.#refuseTaken(name);
    const value: Value = { graph: this, name, shape, elementType: 'float32' };
    this.keepMasks.set(name, { value, rate });
    return value;
  }

  /** A tensor that training changes, with the values it starts from. */
  parameter(name: string, shape: readonly number[], initial: Float32Array): Value {
    return this.#carry(name, shape, initial, true);
  }

  /** A tensor that goes from step to step without a gradient, such as running statistics. See `update`. */
  state(name: string, shape: readonly number[], initial: Float32Array): Value {
    return this.#carry(name, shape, initial, false);
  }

  /** Says what a carried tensor is after the step. One that is never updated keeps its value. */
  update(carried: Value, next: Value): void {
    const entry = this.carried.get(carried.name);
    if (!entry) throw new MyeloscopeError('internal', `${carried.name} is not carried from step to step.`);
    if (!sameShape(carried.shape, next.shape)) throw new MyeloscopeError('internal', `${carried.name} would change its shape.`);
    entry.next = next;
  }

  constant(values: TensorValues, shape: readonly number[], elementType: ElementType = 'float32'): Value {
    if (values.length !== sizeOf(shape)) throw new MyeloscopeError('internal', `A constant of ${values.length} values cannot have the shape [${shape.join(', ')}].`);
    const key = values.length <= 16 ? `${elementType} [${shape.join()}] ${values.join()}` : undefined;
    const known = key === undefined ? undefined : this.#constantNames.get(key);
    if (known) return known;
    const value: Value = { graph: this, name: this.#freshName('constant'), shape, elementType };
    this.constants.set(value.name, { name: value.name, elementType, shape, values });
    if (key !== undefined) this.#constantNames.set(key, value);
    return value;
  }

  scalar(value: number): Value { return this.constant([value], []); }

  integers(values: readonly number[]): Value { return this.constant(values, [values.length], 'int64'); }

  /** Adds a node and gives its results. Nothing is written on the tape: `record` or `operation` do that. */
  emit(
    operator: string, inputs: readonly (Value | undefined)[], attributes: Record<string, Attribute>, results: readonly OperationResult[], domain = '',
  ): Value[] {
    const outputs = results.map(({ shape, elementType = 'float32' }): Value =>
      ({ graph: this, name: this.#freshName(operator), shape, elementType }));
    this.nodes.push({
      operator, domain, name: outputs[0].name, attributes,
      inputs: inputs.map((input) => input?.name ?? ''), outputs: outputs.map((output) => output.name),
    });
    return outputs;
  }

  record(operator: string, inputs: readonly Value[], result: Value, gradient: GradientRule | undefined): void {
    this.tape.push({ operator, inputs, result, gradient });
  }

  /** Builds one differentiable step out of other operators: what they write on the tape is replaced by its own rule. */
  composite(operator: string, inputs: readonly Value[], build: () => Value, gradient: GradientRule): Value {
    const before = this.tape.length;
    const result = build();
    this.tape.length = before;
    this.record(operator, inputs, result, gradient);
    return result;
  }

  /** Adds a node with one floating-point result and writes it on the tape. */
  operation(
    operator: string, inputs: readonly Value[], attributes: Record<string, Attribute>, shape: readonly number[], gradient: GradientRule | undefined,
  ): Value {
    const [result] = this.emit(operator, inputs, attributes, [{ shape }]);
    this.record(operator, inputs, result, gradient);
    return result;
  }

  #carry(name: string, shape: readonly number[], initial: Float32Array, trainable: boolean): Value {
    this.#refuseTaken(name);
    if (initial.length !== sizeOf(shape)) throw new MyeloscopeError('internal', `${name} starts with ${initial.length} values for the shape [${shape.join(', ')}].`);
    const value: Value = { graph: this, name, shape, elementType: 'float32' };
    this.carried.set(name, { value, initial, trainable, next: undefined });
    return value;
  }

  #refuseTaken(name: string): void {
    if (this.inputs.has(name) || this.carried.has(name) || this.keepMasks.has(name)) throw new MyeloscopeError('internal', `Two tensors are called ${name}.`);
  }

  #freshName(operator: string): string {
    this.#count++;
    return `${operator}_${this.#count}`;
  }
}
