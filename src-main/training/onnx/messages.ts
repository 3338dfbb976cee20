import protobuf from 'protobufjs';

/** field name: [number, type, 'repeated'?, 'packed'?] */
type Fields = Record<string, readonly [number, string, ...('repeated' | 'packed')[]]>;

/**
 * The part of ONNX's messages that is read and written here, by field numbers as the ONNX format (IR version 8) sets
 * them. Fields that are not named are skipped on reading.
 */
const messages: Record<string, Fields> = {
  Model: {
    irVersion: [1, 'int64'], producerName: [2, 'string'], producerVersion: [3, 'string'], graph: [7, 'Graph'],
    operatorSets: [8, 'OperatorSet', 'repeated'], metadata: [14, 'KeyAndValue', 'repeated'],
    // Known so that they can be looked through, or refused: see `checkOnnxFile`.
    training: [20, 'Unread', 'repeated'], functions: [25, 'Function', 'repeated'],
  },
  Unread: {},
  Function: { name: [1, 'string'], nodes: [7, 'Node', 'repeated'], domain: [10, 'string'] },
  OperatorSet: { domain: [1, 'string'], version: [2, 'int64'] },
  KeyAndValue: { key: [1, 'string'], value: [2, 'string'] },
  Graph: {
    nodes: [1, 'Node', 'repeated'], name: [2, 'string'], constants: [5, 'Tensor', 'repeated'],
    inputs: [11, 'ValueInfo', 'repeated'], outputs: [12, 'ValueInfo', 'repeated'], sparseConstants: [15, 'Unread', 'repeated'],
  },
  Node: {
    inputs: [1, 'string', 'repeated'], outputs: [2, 'string', 'repeated'], name: [3, 'string'], operator: [4, 'string'],
    attributes: [5, 'Attribute', 'repeated'], domain: [7, 'string'],
  },
  Attribute: {
    name: [1, 'string'], float: [2, 'float'], int: [3, 'int64'], text: [4, 'bytes'], tensor: [5, 'Tensor'], graph: [6, 'Graph'],
    floats: [7, 'float', 'repeated'], ints: [8, 'int64', 'repeated'], kind: [20, 'int32'], tensors: [10, 'Tensor', 'repeated'], graphs: [11, 'Graph', 'repeated'], sparse: [22, 'Unread'],
  },
  Tensor: {
    shape: [1, 'int64', 'repeated'], elementType: [2, 'int32'], floats: [4, 'float', 'repeated', 'packed'],
    int32s: [5, 'int32', 'repeated', 'packed'], int64s: [7, 'int64', 'repeated', 'packed'], name: [8, 'string'],
    bytes: [9, 'bytes'], external: [13, 'KeyAndValue', 'repeated'], location: [14, 'int32'],
  },
  ValueInfo: { name: [1, 'string'], type: [2, 'Type'] },
  Type: { tensor: [1, 'TensorType'] },
  TensorType: { elementType: [1, 'int32'], shape: [2, 'Shape'] },
  Shape: { dimensions: [1, 'Dimension', 'repeated'] },
  Dimension: { value: [1, 'int64'], name: [2, 'string'] },
};

function buildMessageTypes(): protobuf.Root {
  const root = new protobuf.Root();
  for (const [name, fields] of Object.entries(messages)) {
    const type = new protobuf.Type(name);
    for (const [field, [number, fieldType, ...rules]] of Object.entries(fields)) {
      const rule = rules.includes('repeated') ? 'repeated' : undefined;
      type.add(new protobuf.Field(field, number, fieldType, rule, undefined, rule ? { packed: rules.includes('packed') } : undefined));
    }
    root.add(type);
  }
  root.resolveAll();
  return root;
}

/** The message type of a whole model file. */
export const modelMessage = buildMessageTypes().lookupType('Model');

/** How ONNX numbers the kinds of an attribute. */
export const attributeKinds = { float: 1, int: 2, text: 3, tensor: 4, graph: 5, floats: 6, ints: 7 } as const;
