import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WindowOptions } from '../graph/operators/window.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../graph/value.ts';
import type { OnnxNode, OnnxTensor } from '../onnx/model.ts';

/** A node of an imported model while it is being built: its inputs as values of the new graph, its settings with their defaults. */
export class ImportedNode {
  readonly #node: OnnxNode;
  /** The version of ONNX's own operators that the model is written in: what a setting means, and is where it is left out, changed between some. */
  readonly operatorSet: number;
  readonly #values: ReadonlyMap<string, Value>;
  readonly #constants: ReadonlyMap<string, OnnxTensor>;

  constructor(node: OnnxNode, operatorSet: number, values: ReadonlyMap<string, Value>, constants: ReadonlyMap<string, OnnxTensor>) {
    this.#node = node;
    this.operatorSet = operatorSet;
    this.#values = values;
    this.#constants = constants;
  }

  get operator(): string { return this.#node.operator; }
  get domain(): string { return this.#node.domain === 'ai.onnx' ? '' : this.#node.domain; }
  get name(): string { return this.#node.name || this.#node.outputs[0]; }
  get inputCount(): number { return this.#node.inputs.length; }

  input(place: number): Value {
    const value = this.optionalInput(place);
    if (!value) throw this.refused(`lacks its input ${place + 1}`);
    return value;
  }

  optionalInput(place: number): Value | undefined {
    const name = this.#node.inputs[place];
    return name === undefined || name === '' ? undefined : this.#values.get(name);
  }

  inputs(): Value[] { return this.#node.inputs.map((_, place) => this.input(place)); }

  int(name: string, usual: number): number { return this.#setting(name, 'int') ?? usual; }
  float(name: string, usual: number): number { return this.#setting(name, 'float') ?? usual; }
  ints(name: string, usual: readonly number[]): readonly number[] { return this.#setting(name, 'ints') ?? usual; }
  text(name: string, usual: string): string { return this.#setting(name, 'text') ?? usual; }

  /** Numbers that must be known when the model is read: axes, a shape. */
  constantNumbers(place: number): readonly number[] | undefined {
    const name = this.#node.inputs[place];
    if (name === undefined || name === '') return undefined;
    const tensor = this.#constants.get(name);
    if (!tensor) throw this.refused('takes a size that is only known while it runs');
    return [...tensor.values];
  }

  /** A number given as a constant. */
  number(place: number): number {
    const values = this.constantNumbers(place);
    if (values?.length !== 1) throw this.refused(`wants one number as its input ${place + 1}`);
    return values[0];
  }

  axes(place: number, usual: readonly number[]): readonly number[] { return this.constantNumbers(place) ?? this.ints('axes', usual); }

  /** A bound of Clip: an input in new models, a setting in old ones. */
  bound(place: number, name: string, usual: number): number {
    return this.constantNumbers(place)?.[0] ?? this.float(name, usual);
  }

  /** A shape as Reshape gives it: 0 keeps a side, -1 takes what is left. The first side is the batch, whatever it was exported with. */
  shapeFrom(place: number, given: readonly number[]): number[] {
    const wanted = this.constantNumbers(place);
    if (!wanted) throw this.refused('has no shape');
    const shape = wanted.map((size, axis) => (axis === 0 || size === 0 ? given[axis] : size));
    const open = shape.indexOf(-1), known = sizeOf(shape.filter((size) => size !== -1));
    if (open >= 0) shape[open] = sizeOf(given) / known;
    if (!shape.every((size) => Number.isInteger(size) && size > 0) || sizeOf(shape) !== sizeOf(given)) throw this.refused('mixes the batch with its pictures');
    return shape;
  }

  kernel(): [number, number] {
    const kernel = this.ints('kernel_shape', []);
    if (kernel.length !== 2) throw this.refused('has no kernel of height and width');
    return [kernel[0], kernel[1]];
  }

  window(kernel: readonly number[]): WindowOptions {
    if (kernel.length !== 2) throw this.refused('works on other than two sides');
    const automatic = this.text('auto_pad', 'NOTSET');
    if (automatic !== 'NOTSET' && automatic !== 'VALID') throw this.refused(`pads by the rule ${automatic}`);
    const pair = (name: string) => this.ints(name, [1, 1]) as readonly [number, number];
    return { strides: pair('strides'), dilations: pair('dilations'), pads: this.ints('pads', [0, 0, 0, 0]) as readonly [number, number, number, number] };
  }

  refused(why: string): MyeloscopeError {
    return new MyeloscopeError('model-invalid', `The operator ${this.operator} (node ${this.name}) ${why}, so this model cannot be trained further.`, 'Export it with fixed sizes and plain operators. It can still be used for counting.');
  }

  #setting<Kind extends 'int' | 'float' | 'ints' | 'text'>(name: string, kind: Kind) {
    const attribute = this.#node.attributes[name];
    if (attribute === undefined) return undefined;
    if (attribute.kind !== kind) throw this.refused(`has a setting ${name} of the wrong kind`);
    return attribute.value as { int: number; float: number; ints: readonly number[]; text: string }[Kind];
  }
}
