import type { NetworkEncoding } from '#shared/models/networkEncoding.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { int, ints } from '../graph/attributes.ts';
import type { OnnxModel, OnnxNode, OnnxTensor } from '../onnx/model.ts';
import { constantsOf } from './importGraph.ts';
import { withConstants } from './withConstants.ts';

const prefix = 'form:';

/** Whether a constant belongs to the form that a network was put into: it is never trained. */
export const belongsToForm = (name: string): boolean => name.startsWith(prefix);

/**
 * The same network with the input and output of ours: `pictures` [n, 3, side, side] from 0 to 255, `logits` [n, classes] whose
 * softmax are the probabilities of the laboratory's classes. So it can be trained further as ours are.
 */
export function inOurForm(given: OnnxModel, encoding: NetworkEncoding, classes: readonly ClassCode[], sidePx: number): OnnxModel {
  const model = encoding.batch === undefined ? given : withFreeBatch(given, encoding.batch), { graph } = model, { layout, answer, outputs } = encoding;
  const nodes: OnnxNode[] = [], constants: OnnxTensor[] = [];
  const constant = (name: string, shape: number[], values: readonly number[]): string => { constants.push({ name: prefix + name, elementType: 'float32', shape, values: Float32Array.from(values) }); return prefix + name; };
  const node = (operator: string, inputs: string[], output: string, attributes: OnnxNode['attributes'] = {}): string => {
    nodes.push({ operator, domain: '', name: prefix + operator + nodes.length, inputs, outputs: [output], attributes });
    return output;
  };
  // Names of the network that would meet ours.
  const own = new Set(['pictures', 'logits']), rename = (name: string) => (own.has(name) && name !== encoding.inputName ? `made:${name}` : name);
  const scores = rename(encoding.outputName);

  const pictures = encoding.inputName === 'pictures' ? `${prefix}input` : encoding.inputName;
  const taken = layout === 'NCHW' ? pictures : `${prefix}planes`;
  node('Conv', ['pictures', constant('scaling', [3, 3, 1, 1], scalingOf(encoding)), constant('offset', [3], encoding.mean.map((mean, i) => -mean / encoding.deviation[i]))], taken, { kernel_shape: ints([1, 1]) });
  if (layout === 'NHWC') node('Transpose', [taken], pictures, { perm: ints([0, 2, 3, 1]) });
  const body = graph.nodes.map((each) => ({ ...each, inputs: each.inputs.map((name) => (name === encoding.inputName ? pictures : rename(name))), outputs: each.outputs.map(rename) }));
  nodes.push(...body);

  const flat = node('Flatten', [scores], `${prefix}scores`, { axis: int(1) });
  const isOneToOne = outputs.length === classes.length && outputs.every((code, i) => code === classes[i]);
  if (answer === 'logits' && isOneToOne) node('Identity', [flat], 'logits');
  else {
    const shares = answer === 'logits' ? node('Softmax', [flat], `${prefix}shares`, { axis: int(1) }) : flat;
    const matrix = outputs.flatMap((code) => classes.map((other) => Number(other === code)));
    const mapped = isOneToOne ? shares : node('MatMul', [shares, constant('classes', [outputs.length, classes.length], matrix)], `${prefix}mapped`);
    node('Log', [node('Add', [mapped, constant('least', [1], [1e-12])], `${prefix}floored`)], 'logits');
  }
  return {
    ...model,
    graph: {
      ...graph, nodes, constants: [...graph.constants.map((tensor) => ({ ...tensor, name: rename(tensor.name) })), ...constants],
      inputs: [{ name: 'pictures', elementType: 'float32', shape: ['batch', 3, sidePx, sidePx] }],
      outputs: [{ name: 'logits', elementType: 'float32' }],
    },
  };
}

/** Scaling, deviation and the order of channels as a convolution of 1 × 1. */
function scalingOf({ channels, scale, deviation }: NetworkEncoding): number[] {
  return Array.from({ length: 9 }, (_, at) => {
    const to = Math.floor(at / 3), from = at % 3;
    return from === (channels === 'RGB' ? to : 2 - to) ? scale / deviation[to] : 0;
  });
}

/** A network exported for one picture at a time reshapes to that number: 0 keeps whatever number there is. */
function withFreeBatch(model: OnnxModel, batch: number): OnnxModel {
  const shapes = new Set(model.graph.nodes.filter(({ operator }) => operator === 'Reshape').map(({ inputs }) => inputs[1]));
  const fixed = [...constantsOf(model.graph)].filter(([name, { values }]) => shapes.has(name) && values[0] === batch);
  return withConstants(model, new Map(fixed.map(([name, { shape, values }]) => [name, { shape, values: [0, ...values.slice(1)] }])));
}
