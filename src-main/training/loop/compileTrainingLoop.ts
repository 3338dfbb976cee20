import { int } from '../graph/attributes.ts';
import type { Graph } from '../graph/graph.ts';
import { operatorSets, toOnnxGraph } from '../graph/toOnnx.ts';
import type { Value } from '../graph/value.ts';
import type { OnnxNode, OnnxValueInfo } from '../onnx/model.ts';
import { writeOnnx } from '../onnx/write.ts';
import type { TrainingStep } from '../trainer/compileTrainingStep.ts';

/** The input that holds one step's values behind the other, [steps, ...]. */
export const stackedName = (name: string): string => `stacked:${name}`;

const names = { iteration: 'loop:iteration', condition: 'loop:condition', goOn: 'loop:goOn', count: 'loop:count' } as const;

/**
 * Writes several steps as one ONNX model: a Loop that carries the parameters from step to step, so that on a GPU they
 * stay there. Batches, masks and settings come stacked; losses and extra outputs come out stacked.
 */
export function compileTrainingLoop(graph: Graph, step: TrainingStep, steps: number): Uint8Array {
  const perStep = [...step.fed, ...step.settings];
  const changing = step.carried.filter(({ name }) => step.changing.includes(name));
  const fixed = step.carried.filter(({ name }) => !step.changing.includes(name));

  const inner = toOnnxGraph(graph, [...perStep, ...step.carried].map((value) => ({ value })), [...step.nexts, ...step.outputs], 'step');
  const takeOne = perStep.map(({ name }): OnnxNode =>
    node('Gather', [stackedName(name), names.iteration], [name], { axis: int(0) }));
  const body = {
    ...inner,
    nodes: [...takeOne, node('Identity', [names.condition], [names.goOn]), ...inner.nodes],
    inputs: [{ name: names.iteration, elementType: 'int64', shape: [] }, { name: names.condition, elementType: 'bool', shape: [] }, ...changing.map(valueInfo)] as OnnxValueInfo[],
    outputs: [{ name: names.goOn, elementType: 'bool', shape: [] } as OnnxValueInfo, ...inner.outputs],
  };
  // The runtime gives a loop's own names to its results, so that body and outside do not share one.
  const results = [...step.nexts, ...step.outputs];
  const loop = node('Loop', [names.count, '', ...changing.map(({ name }) => name)], results.map(({ name }) => name), { body: { kind: 'graph', value: renameOutputs(body) } });
  return writeOnnx({
    operatorSets, metadata: {},
    graph: {
      name: 'steps', nodes: [loop], constants: [{ name: names.count, elementType: 'int64', shape: [], values: [steps] }],
      inputs: [...perStep.map((value) => ({ ...valueInfo(value), name: stackedName(value.name), shape: [steps, ...value.shape] })), ...[...changing, ...fixed].map((value) => valueInfo(value))],
      outputs: results.map(({ name, value }, index) => ({ name, elementType: 'float32', shape: index < step.nexts.length ? value.shape : [steps, ...value.shape] })),
    },
  });
}

/** Inside the loop results and inputs are called `step:NAME`, since a name may be defined only once. */
function renameOutputs(body: ReturnType<typeof toOnnxGraph>): ReturnType<typeof toOnnxGraph> {
  const inside = new Set([...body.outputs, ...body.inputs].map(({ name }) => name));
  const rename = (name: string) => (inside.has(name) ? `step:${name}` : name);
  return {
    ...body,
    nodes: body.nodes.map((one) => ({ ...one, inputs: one.inputs.map(rename), outputs: one.outputs.map(rename) })),
    inputs: body.inputs.map((one) => ({ ...one, name: rename(one.name) })),
    outputs: body.outputs.map((one) => ({ ...one, name: rename(one.name) })),
  };
}

const valueInfo = ({ name, elementType, shape }: Value): OnnxValueInfo => ({ name, elementType, shape });

const node = (operator: string, inputs: string[], outputs: string[], attributes: OnnxNode['attributes'] = {}): OnnxNode =>
  ({ operator, domain: '', name: outputs[0], inputs, outputs, attributes });
