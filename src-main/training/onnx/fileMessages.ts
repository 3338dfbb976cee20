// What protobufjs gives for the messages of messages.ts, with its defaults filled in and 64-bit numbers as numbers.

export interface TensorMessage {
  name: string; shape: number[]; elementType: number; floats: number[]; int32s: number[]; int64s: number[]; bytes: Uint8Array; location: number;
  external: { key: string; value: string }[];
}
export interface AttributeMessage {
  name: string; kind: number; float: number; int: number; text: Uint8Array; tensor: TensorMessage; graph: GraphMessage; floats: number[]; ints: number[];
  tensors: TensorMessage[]; graphs: GraphMessage[]; sparse: object | null;
}
export interface NodeMessage { inputs: string[]; outputs: string[]; name: string; operator: string; domain: string; attributes: AttributeMessage[] }
export interface ValueInfoMessage { name: string; type?: { tensor?: { elementType: number; shape?: { dimensions: { value: number; name: string }[] } } } }
export interface GraphMessage { name: string; nodes: NodeMessage[]; constants: TensorMessage[]; inputs: ValueInfoMessage[]; outputs: ValueInfoMessage[]; sparseConstants: object[] }
export interface ModelMessage {
  graph?: GraphMessage; operatorSets: { domain: string; version: number }[]; metadata: { key: string; value: string }[];
  training: object[]; functions: { name: string; domain: string; nodes: NodeMessage[] }[];
}
