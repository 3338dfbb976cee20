import * as ort from 'onnxruntime-node';
import { writeOnnx } from '../onnx/write.ts';
import { toOnnxModel } from './toOnnx.ts';
import type { Graph } from './graph.ts';
import type { Value } from './value.ts';

/** Runs a graph once on the CPU. Carried tensors have their initial values; inputs are fed by name. */
export async function evaluateGraph(graph: Graph, inputs: Readonly<Record<string, Float32Array>>, outputs: readonly Value[]): Promise<Float32Array[]> {
  const fed = [...graph.inputs.values(), ...[...graph.keepMasks.values(), ...graph.carried.values()].map(({ value }) => value)];
  const model = toOnnxModel(graph, fed.map((value) => ({ value })), outputs.map((value, index) => ({ name: `output${index}`, value })));
  const session = await ort.InferenceSession.create(writeOnnx(model), { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
  const tensors = fed.map(({ name, shape }) => [name, new ort.Tensor('float32', graph.carried.get(name)?.initial ?? inputs[name], shape)] as const);
  const results = await session.run(Object.fromEntries(tensors));
  await session.release();
  return outputs.map((_, index) => results[`output${index}`].data as Float32Array);
}
