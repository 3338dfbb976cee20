import type { OnnxGraph, OnnxNode } from '../onnx/model.ts';

/** The operator that makes a tensor, and those that read it. */
interface Neighbours { readonly maker: ReadonlyMap<string, OnnxNode>; readonly readers: ReadonlyMap<string, readonly OnnxNode[]> }

/** These only move or compare values, so that their result keeps the scale of what they read. */
export const keepsScale: ReadonlySet<string> = new Set(['MaxPool', 'Resize']);

/**
 * The tensors to be held in 8 bits, so that every convolution has 8-bit inputs and an 8-bit result (the runtime joins a
 * rectifier into the result), and residual sums are done in 8 bits too. What feeds no convolution or sum, such as the
 * last layer, stays as it is.
 */
export function quantizedTensors(graph: OnnxGraph): string[] {
  const neighbours = findNeighbours(graph);
  const fixed = new Set(graph.constants.map(({ name }) => name));
  const tensors = [...graph.inputs.map(({ name }) => name), ...graph.nodes.flatMap(({ outputs }) => outputs.filter((name) => name !== ''))];
  const results = new Set(graph.outputs.map(({ name }) => name));
  return tensors.filter((name) => !results.has(name) && isQuantized(name, fixed, neighbours));
}

function isQuantized(name: string, fixed: ReadonlySet<string>, { maker, readers }: Neighbours): boolean {
  const readBy = readers.get(name) ?? [];
  const madeBy = maker.get(name);
  if (joinsRectifier(madeBy, readBy)) return false;
  if (readBy.some((node) => node.operator === 'Conv' && node.inputs[0] === name)) return true;
  // A rectifier that is joined with what it reads stands for that.
  const before = madeBy?.operator === 'Relu' ? maker.get(madeBy.inputs[0]) : undefined;
  const source = joinsRectifier(before, readers.get(madeBy?.inputs[0] ?? '') ?? []) ? before : madeBy;
  if (source?.operator === 'Conv') return true;
  return readBy.some((node) => node.operator === 'Add' && !node.inputs.some((input) => fixed.has(input)));
}

/** Whether a result goes to a rectifier alone, which the runtime then computes with it. */
const joinsRectifier = (madeBy: OnnxNode | undefined, readBy: readonly OnnxNode[]): boolean =>
  madeBy !== undefined && ['Conv', 'Add'].includes(madeBy.operator) && readBy.length === 1 && readBy[0].operator === 'Relu';

function findNeighbours(graph: OnnxGraph): Neighbours {
  const maker = new Map<string, OnnxNode>();
  const readers = new Map<string, OnnxNode[]>();
  for (const node of graph.nodes) {
    for (const output of node.outputs) maker.set(output, node);
    for (const input of node.inputs) readers.set(input, [...(readers.get(input) ?? []), node]);
  }
  return { maker, readers };
}
