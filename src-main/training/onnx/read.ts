import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { AttributeMessage, GraphMessage, ModelMessage, TensorMessage, ValueInfoMessage } from './fileMessages.ts';
import { attributeKinds, modelMessage } from './messages.ts';
import type { Attribute, ElementType, OnnxGraph, OnnxModel, OnnxTensor, OnnxValueInfo, TensorValues } from './model.ts';
import { elementTypeNumbers } from './model.ts';

/**
 * Reads the bytes of an ONNX file.
 *
 * @throws MyeloscopeError `model-invalid` where they are no ONNX model, cut short, or hold what is not read here
 *   (element types beside those of `elementTypeNumbers`, weights in a file beside)
 */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  let message: ModelMessage;
  try {
    message = modelMessage.toObject(modelMessage.decode(bytes), { longs: Number, defaults: true, arrays: true }) as ModelMessage;
  } catch (cause) {
    throw new MyeloscopeError('model-invalid', 'The file is not an ONNX model, or it is cut short.', 'Export the model again.', { cause });
  }
  if (!message.graph) throw new MyeloscopeError('model-invalid', 'The file holds no ONNX graph.', 'Export the model again.');
  return {
    graph: readGraph(message.graph),
    operatorSets: Object.fromEntries(message.operatorSets.map(({ domain, version }) => [domain, version])),
    metadata: Object.fromEntries(message.metadata.map(({ key, value }) => [key, value])),
  };
}

function readGraph(graph: GraphMessage): OnnxGraph {
  return {
    name: graph.name,
    nodes: graph.nodes.map(({ attributes, ...node }) => ({ ...node, attributes: Object.fromEntries(attributes.map((attribute) => [attribute.name, readAttribute(attribute)])) })),
    constants: graph.constants.map(readTensor),
    inputs: graph.inputs.map(readValueInfo),
    outputs: graph.outputs.map(readValueInfo),
  };
}

function readAttribute(attribute: AttributeMessage): Attribute {
  switch (attribute.kind) {
    case attributeKinds.float: return { kind: 'float', value: attribute.float };
    case attributeKinds.int: return { kind: 'int', value: attribute.int };
    case attributeKinds.text: return { kind: 'text', value: new TextDecoder().decode(attribute.text) };
    case attributeKinds.tensor: return { kind: 'tensor', value: readTensor(attribute.tensor) };
    case attributeKinds.graph: return { kind: 'graph', value: readGraph(attribute.graph) };
    case attributeKinds.floats: return { kind: 'floats', value: attribute.floats };
    case attributeKinds.ints: return { kind: 'ints', value: attribute.ints };
    default: throw new MyeloscopeError('model-invalid', `The setting ${attribute.name} is of a kind that is not read here (${attribute.kind}).`);
  }
}

function elementTypeOf(number: number, name: string): ElementType {
  const found = (Object.keys(elementTypeNumbers) as ElementType[]).find((type) => elementTypeNumbers[type] === number);
  if (!found) throw new MyeloscopeError('model-invalid', `The tensor ${name} is of an element type that is not read here (number ${number}).`);
  return found;
}

function readTensor(tensor: TensorMessage): OnnxTensor {
  const { name, shape } = tensor;
  const elementType = elementTypeOf(tensor.elementType, name);
  if (tensor.location !== 0) throw new MyeloscopeError('model-invalid', `The weights ${name} lie in a file beside the model.`, 'Export the model as one file.');
  const values = tensor.bytes.length > 0 ? valuesOfBytes(tensor.bytes, elementType) : valuesOfFields(tensor, elementType);
  const count = shape.reduce((product, size) => product * size, 1);
  if (values.length !== count) throw new MyeloscopeError('model-invalid', `The tensor ${name} has ${values.length} values for the shape [${shape.join(', ')}].`);
  return { name, elementType, shape, values };
}

function valuesOfBytes(bytes: Uint8Array, elementType: ElementType): TensorValues {
  const width = { float32: 4, int32: 4, int64: 8, uint8: 1, int8: 1, bool: 1 }[elementType];
  // A copy starts at a whole address, and leaves out a last part that is too short.
  const { buffer } = Uint8Array.from(bytes.subarray(0, bytes.length - (bytes.length % width)));
  switch (elementType) {
    case 'float32': return new Float32Array(buffer);
    case 'int32': return new Int32Array(buffer);
    case 'int64': return Float64Array.from(new BigInt64Array(buffer), Number);
    case 'int8': return new Int8Array(buffer);
    default: return new Uint8Array(buffer);
  }
}

function valuesOfFields(tensor: TensorMessage, elementType: ElementType): TensorValues {
  if (elementType === 'float32') return Float32Array.from(tensor.floats);
  return elementType === 'int64' ? tensor.int64s : tensor.int32s;
}

function readValueInfo({ name, type }: ValueInfoMessage): OnnxValueInfo {
  const tensor = type?.tensor;
  if (!tensor) throw new MyeloscopeError('model-invalid', `${name} is not a tensor.`);
  const shape = tensor.shape?.dimensions.map((dimension) => (dimension.name === '' ? dimension.value : dimension.name));
  return { name, elementType: elementTypeOf(tensor.elementType, name), ...(shape && { shape }) };
}
