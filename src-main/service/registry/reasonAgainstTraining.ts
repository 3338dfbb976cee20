import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { inOurForm } from '#main/training/imported/inOurForm.ts';
import { trainableParameters } from '#main/training/imported/trainableParts.ts';
import { readOnnx } from '#main/training/onnx/read.ts';

/** Why a classifier can't be trained further, in a sentence that names the operator; undefined where it can. */
export function reasonAgainstTraining(onnx: Uint8Array, { encoding, classes, input: { widthPx } }: ClassifierCard): string | undefined {
  try {
    const read = readOnnx(onnx), model = encoding ? inOurForm(read, encoding, classes, widthPx) : read;
    trainableParameters(model.graph, 'logits', model.graph.inputs[0].name, [3, widthPx, widthPx], 'all');
    return undefined;
  } catch (cause) {
    if (cause instanceof MyeloscopeError) return cause.message;
    throw cause;
  }
}
