import type { OnnxModel, OnnxTensor } from '../onnx/model.ts';

/** The model with other values for some of its constants, those written as nodes among them; their shape may change where the model allows it. */
export function withConstants(model: OnnxModel, changed: ReadonlyMap<string, Pick<OnnxTensor, 'shape' | 'values'>>): OnnxModel {
  const renew = (tensor: OnnxTensor): OnnxTensor => ({ ...tensor, ...changed.get(tensor.name) });
  return {
    ...model,
    graph: {
      ...model.graph,
      constants: model.graph.constants.map(renew),
      nodes: model.graph.nodes.map((node) => (node.operator === 'Constant' && node.attributes.value?.kind === 'tensor' && changed.has(node.outputs[0])
        ? { ...node, attributes: { ...node.attributes, value: { kind: 'tensor' as const, value: renew({ ...node.attributes.value.value, name: node.outputs[0] }) } } } : node)),
    },
  };
}
