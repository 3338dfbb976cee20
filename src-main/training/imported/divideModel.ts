import type { OnnxGraph, OnnxModel } from '../onnx/model.ts';
import { writeOnnx } from '../onnx/write.ts';
import { constantsOf, nodesBefore } from './importGraph.ts';
import { parameterPlaces } from './trainableParts.ts';

/** A model cut where training begins. What lies before the cut never changes, so it is run once a picture and not at every step. */
export interface DividedModel {
  /** The part before the cut as a model of its own; undefined where training begins at the pictures. */
  readonly front: Uint8Array | undefined;
  /** Tensors that the trained part starts from. */
  readonly cut: readonly string[];
}

/** Cuts a model before the first parameters that are trained. */
export function divideModel(model: OnnxModel, output: string, inputName: string, trained: ReadonlySet<string>): DividedModel {
  const { graph } = model, constants = constantsOf(graph);
  const nodes = nodesBefore(graph, [output]).filter(({ operator }) => operator !== 'Constant');
  const moving = new Set<string>();
  for (const { inputs, outputs } of nodes) if (inputs.some((input) => trained.has(input) || moving.has(input))) for (const made of outputs) moving.add(made);
  const cut = [...new Set(nodes.filter(({ outputs }) => moving.has(outputs[0])).flatMap(({ inputs }) => inputs).filter((input) => input !== '' && !constants.has(input) && !moving.has(input)))];
  const before = nodesBefore(graph, cut).some(({ operator, inputs }) => operator in parameterPlaces && inputs.some((input) => constants.has(input)));
  if (cut.includes(inputName) || !before) return { front: undefined, cut: [inputName] };
  const least = withoutDerived(graph, cut, inputName);
  return { front: writeOnnx({ ...model, graph: partOf(graph, least) }), cut: least };
}

/** Leaves out what the trained part can compute out of the rest of the cut, so that less is kept a picture. */
function withoutDerived(graph: OnnxGraph, cut: readonly string[], inputName: string): string[] {
  return cut.reduce((kept, name) => {
    const others = new Set(kept.filter((other) => other !== name));
    const reachesPictures = nodesBefore(graph, [name], others).some(({ inputs }) => inputs.includes(inputName));
    return reachesPictures ? kept : [...others];
  }, [...cut]);
}

/** The part of a model that computes some of its tensors, with these as its outputs. */
export function partOf(graph: OnnxGraph, outputs: readonly string[]): OnnxGraph {
  const nodes = nodesBefore(graph, outputs), used = new Set(nodes.flatMap(({ inputs }) => inputs));
  return { ...graph, nodes, constants: graph.constants.filter(({ name }) => used.has(name)), outputs: outputs.map((name) => ({ name, elementType: 'float32' as const })) };
}
