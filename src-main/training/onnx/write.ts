import { attributeKinds, modelMessage } from './messages.ts';
import type { Attribute, OnnxGraph, OnnxModel, OnnxTensor, OnnxValueInfo } from './model.ts';
import { elementTypeNumbers } from './model.ts';

/** The version of the file format that is written; every runtime since 2022 reads it. */
const irVersion = 8;

/** Writes a model as the bytes of an ONNX file. The same model gives the same bytes. */
export function writeOnnx(model: OnnxModel): Uint8Array {
  const message = {
    irVersion,
    producerName: 'myeloscope',
    graph: graphMessage(model.graph),
    operatorSets: Object.entries(model.operatorSets).map(([domain, version]) => ({ domain, version })),
    metadata: Object.entries(model.metadata).map(([key, value]) => ({ key, value })),
  };
  return modelMessage.encode(message).finish();
}

function graphMessage(graph: OnnxGraph): object {
  return {
    name: graph.name,
    nodes: graph.nodes.map((node) => ({
      inputs: node.inputs, outputs: node.outputs, name: node.name, operator: node.operator, domain: node.domain,
      attributes: Object.entries(node.attributes).map(([name, attribute]) => attributeMessage(name, attribute)),
    })),
    constants: graph.constants.map(tensorMessage),
    inputs: graph.inputs.map(valueInfoMessage),
    outputs: graph.outputs.map(valueInfoMessage),
  };
}

function attributeMessage(name: string, attribute: Attribute): object {
  const kind = attributeKinds[attribute.kind];
  switch (attribute.kind) {
    case 'text': return { name, kind, text: new TextEncoder().encode(attribute.value) };
    case 'tensor': return { name, kind, tensor: tensorMessage(attribute.value) };
    case 'graph': return { name, kind, graph: graphMessage(attribute.value) };
    default: return { name, kind, [attribute.kind]: attribute.value };
  }
}

function tensorMessage(tensor: OnnxTensor): object {
  return { name: tensor.name, shape: tensor.shape, elementType: elementTypeNumbers[tensor.elementType], bytes: tensorBytes(tensor) };
}

function tensorBytes({ elementType, values }: OnnxTensor): Uint8Array {
  switch (elementType) {
    case 'float32': return bytesOf(values instanceof Float32Array ? values : Float32Array.from(values));
    case 'int64': return bytesOf(BigInt64Array.from(Array.from(values, BigInt)));
    case 'int32': return bytesOf(Int32Array.from(values));
    case 'int8': return bytesOf(Int8Array.from(values));
    default: return Uint8Array.from(values);
  }
}

const bytesOf = (array: Float32Array | BigInt64Array | Int32Array | Int8Array) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

function valueInfoMessage(info: OnnxValueInfo): object {
  const dimensions = info.shape?.map((size) => (typeof size === 'number' ? { value: size } : { name: size }));
  return { name: info.name, type: { tensor: { elementType: elementTypeNumbers[info.elementType], shape: dimensions && { dimensions } } } };
}
