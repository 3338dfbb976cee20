import { float, int } from '../graph/attributes.ts';
import { constantsOf, nodesBefore } from '../imported/importGraph.ts';
import { withConstants } from '../imported/withConstants.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import type { OnnxModel, OnnxNode, OnnxTensor } from '../onnx/model.ts';
import type { LaboratoryGate } from './laboratoryGate.ts';
import { basePrefixOf, branchPrefixOf, newestBranchOf, roundsOf } from './newestBranch.ts';

export interface LaboratoryBranch {
  /** Tensors that the branch starts from. */
  readonly cut: readonly string[];
  /** The constants that were trained, with their new values. */
  readonly trained: ParameterSet;
  /** Multiplies the branch's logits, so that its probabilities fit the card's temperature. */
  readonly sharpness: number;
  /** Without one the branch answers for every cell. */
  readonly gate: LaboratoryGate | undefined;
  /** Further constants that change: what is familiar. */
  readonly changed: readonly [string, Pick<OnnxTensor, 'shape' | 'values'>][];
}

/**
 * Puts a trained copy of a classifier's last part beside it. What it was before still answers for the cells it knew:
 * with g the gate, p the old and q the copy's probabilities, the new logits are log((1 - g) p + g q). Of a classifier that has such
 * branches already the newest is copied, and all of it is p.
 */
export function composeBranch(model: OnnxModel, { cut, trained, sharpness, gate, changed }: LaboratoryBranch): OnnxModel {
  const round = roundsOf(model.graph) + 1, branchPrefix = branchPrefixOf(round), basePrefix = basePrefixOf(round);
  const asBase = (name: string) => (name === 'logits' ? `${basePrefix}logits` : name);
  const known = withConstants(model, new Map(changed)), base = known.graph;
  const behind = nodesBefore(newestBranchOf(known).graph, ['logits'], new Set(cut)).filter(({ operator }) => operator !== 'Constant');
  const made = new Set(behind.flatMap(({ outputs }) => outputs));
  const inBranch = (name: string) => (made.has(name) || trained.has(name) ? branchPrefix + name : name);
  const branch = behind.map((node) => ({ ...node, name: branchPrefix + node.name, inputs: node.inputs.map(inBranch), outputs: node.outputs.map(inBranch) }));
  const kept = base.nodes.map((node) => ({ ...node, name: asBase(node.name), inputs: node.inputs.map(asBase), outputs: node.outputs.map(asBase) }));

  const constants: OnnxTensor[] = [...base.constants, ...[...constantsOf(base)].filter(([name]) => trained.has(name)).map(([name, tensor]) => ({ ...tensor, name: branchPrefix + name, values: trained.get(name)! }))];
  const nodes: OnnxNode[] = [...kept, ...branch];
  const constant = (name: string, shape: number[], values: Float32Array): string => { constants.push({ name: branchPrefix + name, elementType: 'float32', shape, values }); return branchPrefix + name; };
  const node = (operator: string, inputs: string[], output: string, attributes: OnnxNode['attributes'] = {}): string => {
    nodes.push({ operator, domain: '', name: output, inputs, outputs: [output], attributes });
    return output;
  };
  const sharpened = node('Mul', [`${branchPrefix}logits`, constant('sharpness', [], Float32Array.of(sharpness))], `${branchPrefix}sharpened`);
  const ofBranch = node('Softmax', [sharpened], `${branchPrefix}probabilities`, { axis: int(1) });
  let mixed = ofBranch;
  if (gate) {
    const scores = gate.parts.map(({ features, weights }, i) => node('Gemm', [features, constant(`gateWeights${i}`, [1, weights.length], weights)], `${branchPrefix}gateScore${i}`, { alpha: float(1), transB: int(1) }));
    const score = scores.reduce((sum, part, i) => node('Add', [sum, part], `${branchPrefix}gateSum${i}`));
    const open = node('Sigmoid', [node('Add', [score, constant('gateBias', [1], Float32Array.of(gate.bias))], `${branchPrefix}gateScore`)], `${branchPrefix}gate`);
    const ofBase = node('Softmax', [`${basePrefix}logits`], `${basePrefix}probabilities`, { axis: int(1) });
    mixed = node('Add', [ofBase, node('Mul', [open, node('Sub', [ofBranch, ofBase], `${branchPrefix}difference`)], `${branchPrefix}gated`)], `${branchPrefix}mixed`);
  }
  node('Log', [node('Add', [mixed, constant('least', [], Float32Array.of(1e-12))], `${branchPrefix}floored`)], 'logits');
  return { ...model, graph: { ...base, constants, nodes } };
}
