import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { Graph } from '../graph/graph.ts';
import type { OnnxGraph, OnnxModel, OnnxNode } from '../onnx/model.ts';
import { constantsOf, importGraph, nodesBefore } from './importGraph.ts';
import { belongsToForm } from './inOurForm.ts';

/** How much of a network fine-tuning changes. */
export type TrainablePart = 'head' | 'lastStage' | 'all';

/** At which of an operator's inputs its parameters stand. Other constants (a scale, an epsilon) are part of the architecture. */
export const parameterPlaces: Readonly<Record<string, readonly number[]>> = { Conv: [1, 2], Gemm: [1, 2], MatMul: [0, 1], BatchNormalization: [1, 2] };

/**
 * The parameters that belong to a part of a classifier, by name:
 * `head`: those with no other parameters between them and the answer; `lastStage`: those that work at the coarsest pictures,
 * and all behind them; `all`.
 *
 * @param inputShape [channels, height, width] of one picture
 * @throws MyeloscopeError `model-invalid` naming an operator without a gradient, or where there is nothing to train
 */
export function trainableParameters(whole: OnnxModel, output: string, inputName: string, inputShape: readonly number[], part: TrainablePart): Set<string> {
  const { graph: model } = whole, graph = new Graph(), constants = constantsOf(model);
  const values = importGraph(whole, [output], graph, new Map([[inputName, graph.input(inputName, [1, ...inputShape])]]), () => undefined);
  const nodes = nodesBefore(model, [output]);
  const parametersOf = (node: OnnxNode) => [
    ...(parameterPlaces[node.operator] ?? []).flatMap((place) => { const name = node.inputs[place]; return constants.get(name)?.elementType === 'float32' && !belongsToForm(name) ? [name] : []; }),
    ...(isBiasOfProduct(node, nodes) ? node.inputs.filter((name) => (constants.get(name)?.values.length ?? 0) > 1) : []),
  ];
  const withParameters = nodes.filter((node) => parametersOf(node).length > 0);
  const chosen = { all: () => withParameters, head: () => heads(nodes, withParameters), lastStage: () => lastStage(nodes, withParameters, (name) => values.get(name)?.shape) }[part]();
  const names = new Set(chosen.flatMap(parametersOf));
  if (names.size === 0) throw new MyeloscopeError('model-invalid', 'The model has no parameters that can be trained.', 'Export it with its weights as constants.');
  return names;
}

/** The running means and variances of a model's batch normalisations, by name. */
export function runningStatistics({ nodes }: OnnxGraph): Set<string> {
  return new Set(nodes.flatMap(({ operator, inputs }) => (operator === 'BatchNormalization' ? inputs.slice(3, 5) : [])));
}

/** A matrix product's bias often stands in an addition of its own. */
function isBiasOfProduct(node: OnnxNode, nodes: readonly OnnxNode[]): boolean {
  return node.operator === 'Add' && nodes.some(({ operator, outputs }) => operator === 'MatMul' && node.inputs.includes(outputs[0]));
}

function heads(nodes: readonly OnnxNode[], withParameters: readonly OnnxNode[]): OnnxNode[] {
  const followed = new Set<string>();
  for (const node of nodes.toReversed()) {
    const leadsOn = node.outputs.some((output) => followed.has(output)) || withParameters.some((other) => other === node && node.operator !== 'Add');
    if (leadsOn) for (const input of node.inputs) followed.add(input);
  }
  return withParameters.filter(({ outputs }) => !outputs.some((output) => followed.has(output)));
}

/** The coarsest picture a node's inputs have come from, in pixels on a side; what stands on one place only has no side. */
function lastStage(nodes: readonly OnnxNode[], withParameters: readonly OnnxNode[], shapeOf: (name: string) => readonly number[] | undefined): OnnxNode[] {
  const level = new Map<string, number>();
  for (const { inputs, outputs } of nodes) {
    let least = Math.min(...inputs.map((input) => level.get(input) ?? Infinity));
    for (const output of outputs) {
      const shape = shapeOf(output);
      if (shape?.length === 4 && shape[2] > 1) least = Math.min(least, shape[2]);
      level.set(output, least);
    }
  }
  const coarsest = Math.min(...withParameters.map(({ outputs }) => level.get(outputs[0]) ?? Infinity));
  return withParameters.filter(({ outputs }) => (level.get(outputs[0]) ?? Infinity) === coarsest);
}
