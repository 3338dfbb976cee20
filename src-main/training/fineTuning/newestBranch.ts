import type { OnnxGraph, OnnxModel } from '../onnx/model.ts';

/** How the tensors of each round of fine-tuning begin. Those of the first round have no number. */
export const branchPrefixOf = (round: number): string => `laboratory${round === 1 ? '' : String(round)}:`;

/** What the answer before a round is called after it. */
export const basePrefixOf = (round: number): string => `base${round === 1 ? '' : String(round)}:`;

/** How often a classifier was trained further here already: so many branches stand in it, one behind the other. */
export function roundsOf({ nodes }: OnnxGraph): number {
  const made = new Set(nodes.flatMap(({ outputs }) => outputs));
  let rounds = 0;
  while (made.has(`${branchPrefixOf(rounds + 1)}sharpened`)) rounds += 1;
  return rounds;
}

/**
 * A classifier that was trained further, as its newest branch alone: without the gate, and without what answered before. That is what is
 * copied and trained when it is trained once more. Trained together with the gate, the parts that the gate hardly asks would learn
 * nothing, and gate and old parts, which must stay as they are, would be taken for the head. A classifier that was never trained further
 * comes back as it is.
 */
export function newestBranchOf(model: OnnxModel): OnnxModel {
  const rounds = roundsOf(model.graph), prefix = branchPrefixOf(rounds);
  if (rounds === 0) return model;
  const nodes = model.graph.nodes.map((node) => (node.operator === 'Log' && node.inputs[0] === `${prefix}floored` ? { ...node, operator: 'Identity', inputs: [`${prefix}sharpened`] } : node));
  return { ...model, graph: { ...model.graph, nodes } };
}
