import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor, OnnxValueInfo } from '../onnx/model.ts';
import type { Graph } from './graph.ts';
import type { Value } from './value.ts';

/** The operator set all graphs here are written in, and the runtime's own (FusedMatMul). */
export const operatorSets = { '': 17, 'com.microsoft': 1 } as const;

export interface GraphOutput { readonly name: string; readonly value: Value; readonly shape?: readonly (number | string)[] }
export interface GraphInput { readonly value: Value; readonly shape?: readonly (number | string)[] }

/**
 * The part of a graph that some outputs need, in the order it was built. An output keeps the name it is given here;
 * where two outputs share a value, or an output is an input, an Identity stands between.
 */
export function toOnnxGraph(graph: Graph, inputs: readonly GraphInput[], outputs: readonly GraphOutput[], name = 'graph'): OnnxGraph {
  const needed = new Set(outputs.map(({ value }) => value.name));
  const kept: OnnxNode[] = [];
  for (const node of graph.nodes.toReversed()) {
    if (!node.outputs.some((output) => needed.has(output))) continue;
    kept.push(node);
    for (const input of node.inputs) needed.add(input);
  }
  kept.reverse();

  const made = new Set(kept.flatMap((node) => node.outputs));
  const given = new Set(inputs.map(({ value }) => value.name));
  const constants: OnnxTensor[] = [];
  for (const wanted of needed) {
    const constant = graph.constants.get(wanted);
    if (constant) constants.push(constant);
    else if (wanted !== '' && !made.has(wanted) && !given.has(wanted)) throw new MyeloscopeError('internal', `${wanted} is needed but not fed.`);
  }

  const renamed = new Map<string, string>();
  const copies: OnnxNode[] = [];
  for (const { name: output, value } of outputs) {
    if (made.has(value.name) && !renamed.has(value.name)) renamed.set(value.name, output);
    else copies.push({ operator: 'Identity', domain: '', name: output, inputs: [renamed.get(value.name) ?? value.name], outputs: [output], attributes: {} });
  }
  const rename = (old: string) => renamed.get(old) ?? old;
  const nodes = kept.map((node) => ({ ...node, inputs: node.inputs.map(rename), outputs: usedOutputs(node, needed).map(rename) }));
  return {
    name, constants, nodes: [...nodes, ...copies],
    inputs: inputs.map(({ value, shape }): OnnxValueInfo => ({ name: value.name, elementType: value.elementType, shape: shape ?? value.shape })),
    outputs: outputs.map(({ name: output, value, shape }): OnnxValueInfo => ({ name: output, elementType: value.elementType, shape: shape ?? value.shape })),
  };
}

export function toOnnxModel(
  graph: Graph, inputs: readonly GraphInput[], outputs: readonly GraphOutput[], metadata: Readonly<Record<string, string>> = {},
): OnnxModel {
  return { graph: toOnnxGraph(graph, inputs, outputs), operatorSets, metadata };
}

/** Outputs that nobody reads have no name, or are left out at the end (the runtime trips over empty names there). */
function usedOutputs({ outputs }: OnnxNode, needed: ReadonlySet<string>): string[] {
  const named = outputs.map((output) => (needed.has(output) ? output : ''));
  return named.slice(0, named.findLastIndex((output) => output !== '') + 1);
}
