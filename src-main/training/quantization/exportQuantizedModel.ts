import { writeOnnx } from '../onnx/write.ts';
import type { InferenceExport } from '../layers/exportInferenceModel.ts';
import { buildInferenceModel } from '../layers/exportInferenceModel.ts';
import { activationRanges } from './activationRanges.ts';
import { quantizeModel } from './quantizeModel.ts';
import { quantizedTensors } from './quantizedTensors.ts';

export interface QuantizedExport extends InferenceExport {
  /** Batches of pictures as the network will see them, from which the ranges of its activations are measured. */
  readonly samples: readonly Float32Array[];
  readonly samplesPerBatch: number;
  readonly threads: number;
}

/**
 * Writes a network for use as `exportInferenceModel` does, with its convolutions in 8 bits: about four times faster on
 * processors with byte products (VNNI, AMX), a quarter of the size, slightly less exact. Measure before shipping it.
 */
export async function exportQuantizedModel({ samples, samplesPerBatch, threads, ...description }: QuantizedExport): Promise<Uint8Array> {
  const model = buildInferenceModel(description);
  const ranges = await activationRanges(model, quantizedTensors(model.graph), samples, [samplesPerBatch, ...description.inputShape], threads);
  return writeOnnx(quantizeModel(model, ranges));
}
