import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { checkOrder } from './checkOrder.ts';
import type { AttributeMessage, GraphMessage, ModelMessage, NodeMessage, TensorMessage, ValueInfoMessage } from './fileMessages.ts';
import { modelMessage } from './messages.ts';

/** What an ONNX file takes and gives. A side is undefined where it is left open. */
export interface OnnxPort { readonly name: string; readonly isFloat32: boolean; readonly shape: readonly (number | undefined)[] | undefined }

/** What a file that was looked through holds. */
export interface OnnxFile {
  /** Without those that only name weights. */
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly (OnnxPort & { /** The operator that computes it. */ readonly operator: string | undefined })[];
}

/** No network that names cells comes near. */
export const largestOnnxBytes = 512 * 1024 * 1024;
const mostNodes = 50_000, deepestGraph = 8, longestTensor = 2 ** 29;

/** Bytes of a value, by ONNX's numbers of element types. Texts are no weights. */
const widths: Readonly<Record<number, number>> = { 1: 4, 2: 1, 3: 1, 4: 2, 5: 2, 6: 4, 7: 8, 9: 1, 10: 2, 11: 8, 12: 4, 13: 8, 16: 2 };
const float32 = 1;

/** Domains of operators that the runtime has itself. */
const knownDomains = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft', 'com.microsoft.nchwc']);

/**
 * Looks an ONNX file of unknown origin through before the runtime sees it: that it is whole and one file, that its graphs run in one
 * direction, that its weights have the sizes they say and are numbers. What it computes is not judged: it is tried apart afterwards.
 *
 * @throws MyeloscopeError `model-invalid` with what is wrong
 */
export function checkOnnxFile(bytes: Uint8Array): OnnxFile {
  if (bytes.length > largestOnnxBytes) throw refused(`is too large (${bytes.length} bytes; at most ${largestOnnxBytes} are read)`);
  const message = decoded(bytes);
  if (!message.graph || message.graph.nodes.length === 0) throw refused('holds no network');
  if (message.training.length > 0) throw refused('holds instructions to train it, which are not run here');
  const work = { nodes: 0, functions: new Set(message.functions.map(({ domain }) => domain)) };
  for (const { nodes } of message.functions) checkNodes(nodes, work, 1);
  checkGraph(message.graph, work, 0, new Set());
  const constants = new Set(message.graph.constants.map(({ name }) => name));
  const operatorOf = new Map(message.graph.nodes.flatMap(({ outputs, operator }) => outputs.map((name) => [name, operator] as const)));
  return {
    inputs: message.graph.inputs.filter(({ name }) => !constants.has(name)).map(portOf),
    outputs: message.graph.outputs.map((output) => ({ ...portOf(output), operator: operatorOf.get(output.name) })),
  };
}

function decoded(bytes: Uint8Array): ModelMessage {
  try {
    return modelMessage.toObject(modelMessage.decode(bytes), { longs: Number, defaults: true, arrays: true }) as ModelMessage;
  } catch (cause) {
    throw refused('is not an ONNX model, or it is cut short', cause);
  }
}

interface LookThrough { nodes: number; readonly functions: ReadonlySet<string> }

function checkGraph(graph: GraphMessage, work: LookThrough, depth: number, outer: ReadonlySet<string>): void {
  if (depth > deepestGraph) throw refused('holds networks within networks beyond all measure');
  if (graph.sparseConstants.length > 0) throw refused('keeps weights in a sparse form, which is not read here');
  graph.constants.forEach(checkTensor);
  const known = new Set([...outer, ...graph.inputs.map(({ name }) => name), ...graph.constants.map(({ name }) => name)]);
  const problem = checkOrder(graph.nodes, known, graph.outputs.map(({ name }) => name));
  if (problem !== undefined) throw refused(problem);
  checkNodes(graph.nodes, work, depth, new Set([...known, ...graph.nodes.flatMap(({ outputs }) => outputs)]));
}

function checkNodes(nodes: readonly NodeMessage[], work: LookThrough, depth: number, known: ReadonlySet<string> = new Set()): void {
  work.nodes += nodes.length;
  if (work.nodes > mostNodes) throw refused(`has more than ${mostNodes} operators`);
  for (const { operator, domain, attributes } of nodes) {
    if (!knownDomains.has(domain) && !work.functions.has(domain)) throw refused(`needs the operator ${operator} of "${domain}", which is not part of this program`);
    for (const attribute of attributes) checkAttribute(attribute, work, depth, known);
  }
}

function checkAttribute({ tensor, tensors, graph, graphs, sparse }: AttributeMessage, work: LookThrough, depth: number, known: ReadonlySet<string>): void {
  if (sparse) throw refused('keeps weights in a sparse form, which is not read here');
  for (const held of [...(tensor ? [tensor] : []), ...tensors]) checkTensor(held);
  for (const held of [...(graph ? [graph] : []), ...graphs]) checkGraph(held, work, depth + 1, known);
}

function checkTensor({ name, shape, elementType, bytes, floats, int32s, int64s, location, external }: TensorMessage): void {
  const named = name === '' ? 'a constant' : `the weights ${name}`;
  if (location !== 0 || external.length > 0) throw refused(`looks for ${named} in a file beside it: export the model as one file`);
  const count = shape.reduce((product, side) => product * side, 1);
  if (shape.some((side) => !Number.isSafeInteger(side) || side < 0) || count > longestTensor) throw refused(`gives ${named} an impossible shape [${shape.join(', ')}]`);
  const width = widths[elementType];
  if (width === undefined) throw refused(`has ${named} of a kind that is not read here (number ${elementType})`);
  if (bytes.length > 0 && bytes.length !== count * width) throw refused(`has ${bytes.length} bytes for ${named}, which should be ${count * width}`);
  const listed = floats.length + int32s.length + int64s.length;
  if (bytes.length === 0 && listed > count) throw refused(`has ${listed} numbers for ${named}, which should be ${count}`);
  if (elementType === float32 && holdsNoNumber(bytes, floats)) throw refused(`has weights that are no numbers (${name})`);
}

function holdsNoNumber(bytes: Uint8Array, floats: readonly number[]): boolean {
  if (floats.some(Number.isNaN)) return true;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    // All exponent bits set and a fraction that is not 0: no number.
    if ((view.getUint32(at, true) & 0x7fffffff) > 0x7f800000) return true;
  }
  return false;
}

function portOf({ name, type }: ValueInfoMessage): OnnxPort {
  const tensor = type?.tensor;
  return { name, isFloat32: tensor?.elementType === float32, shape: tensor?.shape?.dimensions.map(({ value, name: open }) => (open === '' && value > 0 ? value : undefined)) };
}

const refused = (what: string, cause?: unknown) => new MyeloscopeError('model-invalid', `The model file ${what}.`, 'Nothing was imported. Ask whoever made it for a plain ONNX file.', { cause });
