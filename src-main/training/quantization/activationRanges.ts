import * as ort from 'onnxruntime-node';
import type { OnnxModel } from '../onnx/model.ts';
import { writeOnnx } from '../onnx/write.ts';

export interface ActivationRange { readonly low: number; readonly high: number }

/** The share of values at either end that may be cut off, so that one outlier does not coarsen all others. */
const cutShare = 1e-4;
const valuesKept = 20_000;

/**
 * Measures between which bounds some tensors of a model lie on sample inputs. Zero is always within.
 *
 * @param samples batches of the model's only input, row-major
 * @param shape of one batch
 */
export async function activationRanges(
  model: OnnxModel, tensors: readonly string[], samples: readonly Float32Array[], shape: readonly number[], threads: number,
): Promise<Map<string, ActivationRange>> {
  const [input] = model.graph.inputs;
  const watched = tensors.filter((name) => name !== input.name);
  const outputs = [...model.graph.outputs, ...watched.map((name) => ({ name, elementType: 'float32' as const }))];
  const session = await ort.InferenceSession.create(writeOnnx({ ...model, graph: { ...model.graph, outputs } }), { intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 3 });
  const ranges = new Map<string, ActivationRange>();
  for (const sample of samples) {
    const results = await session.run({ [input.name]: new ort.Tensor('float32', sample, shape) });
    for (const name of tensors) {
      const values = name === input.name ? sample : results[name].data as Float32Array;
      const { low, high } = bounds(values);
      const known = ranges.get(name) ?? { low: 0, high: 0 };
      ranges.set(name, { low: Math.min(known.low, low), high: Math.max(known.high, high) });
    }
  }
  await session.release();
  return ranges;
}

function bounds(values: Float32Array): ActivationRange {
  const step = Math.max(1, Math.floor(values.length / valuesKept));
  const kept = Float32Array.from({ length: Math.floor(values.length / step) }, (_, index) => values[index * step]).sort();
  const cut = Math.floor(kept.length * cutShare);
  return { low: kept[cut], high: kept[kept.length - 1 - cut] };
}
