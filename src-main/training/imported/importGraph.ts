import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor } from '../onnx/model.ts';
import { ImportedNode } from './importedNode.ts';
import { buildImportedNode } from './importedOperators.ts';

/** The nodes that some tensors are computed from, in order, going back no further than tensors that are given. */
export function nodesBefore(graph: OnnxGraph, wanted: Iterable<string>, given: ReadonlySet<string> = new Set()): OnnxNode[] {
  const needed = new Set(wanted), kept: OnnxNode[] = [];
  for (const node of graph.nodes.toReversed()) {
    if (!node.outputs.some((output) => needed.has(output) && !given.has(output))) continue;
    kept.push(node);
    for (const input of node.inputs) needed.add(input);
  }
  return kept.reverse();
}

/** All constants of a model, those written as nodes among them. */
export function constantsOf(graph: OnnxGraph): Map<string, OnnxTensor> {
  const constants = new Map(graph.constants.map((tensor) => [tensor.name, tensor]));
  for (const { operator, outputs, attributes } of graph.nodes) {
    if (operator === 'Constant' && attributes.value?.kind === 'tensor') constants.set(outputs[0], attributes.value.value);
  }
  return constants;
}

/**
 * Builds a part of an imported model again in a graph of the engine, where it can be differentiated.
 *
 * @param given tensors that the part starts from, by their name in the model
 * @param parameter gives the value of a constant that is to be trained; undefined for all others
 * @returns every tensor of the part by its name in the model
 * @throws MyeloscopeError `model-invalid` naming an operator without a gradient
 */
export function importGraph({ graph: model, operatorSets }: OnnxModel, wanted: readonly string[], graph: Graph, given: ReadonlyMap<string, Value>, parameter: (tensor: OnnxTensor) => Value | undefined): Map<string, Value> {
  const constants = constantsOf(model), values = new Map(given), operatorSet = operatorSets[''] ?? operatorSets['ai.onnx'] ?? 1;
  for (const node of nodesBefore(model, wanted, new Set(given.keys()))) {
    if (node.operator === 'Constant') continue;
    for (const name of node.inputs) {
      const tensor = constants.get(name);
      if (values.has(name) || tensor?.elementType !== 'float32') continue;
      values.set(name, parameter(tensor) ?? graph.constant(tensor.values, tensor.shape));
    }
    values.set(node.outputs[0], built(new ImportedNode(node, operatorSet, values, constants)));
  }
  const missing = wanted.find((name) => !values.has(name));
  if (missing !== undefined) throw new MyeloscopeError('model-invalid', `The model does not compute ${missing}.`, 'Export the model again.');
  return values;
}

/** A mistake of shapes shows inside the engine; to a user it is the model's. */
function built(node: ImportedNode): Value {
  try {
    return buildImportedNode(node);
  } catch (cause) {
    if (cause instanceof MyeloscopeError && cause.code !== 'internal') throw cause;
    throw new MyeloscopeError('model-invalid', `The operator ${node.operator} (node ${node.name}) gets tensors that do not fit: ${cause instanceof Error ? cause.message : String(cause)}`, 'Export the model again.', { cause });
  }
}
