// Says why a classifier can't be trained further, in a process of its own: see `reasonAgainstTraining`.
import { readFileSync } from 'node:fs';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { watchMemory } from '#main/inference/watchMemory.ts';
import { inOurForm } from '#main/training/imported/inOurForm.ts';
import { trainableParameters } from '#main/training/imported/trainableParts.ts';
import { readOnnx } from '#main/training/onnx/read.ts';

/** What it is asked, and what it says; no reason where nothing stands against training. */
export interface TrainabilityOrder extends Pick<ClassifierCard, 'encoding' | 'classes'> { readonly file: string; readonly sidePx: number }
export interface TrainabilityAnswer { readonly reason?: string }

watchMemory(2 * 2 ** 30);
process.on('message', (order: TrainabilityOrder) => { process.send!(answer(order)); });
process.on('disconnect', () => { process.exit(0); });

function answer({ file, encoding, classes, sidePx }: TrainabilityOrder): TrainabilityAnswer {
  try {
    const read = readOnnx(readFileSync(file)), model = encoding ? inOurForm(read, encoding, classes, sidePx) : read;
    trainableParameters(model, 'logits', model.graph.inputs[0].name, [3, sidePx, sidePx], 'all');
    return {};
  } catch (cause) {
    return { reason: cause instanceof MyeloscopeError ? cause.message : `What it is made of can't be followed (${cause instanceof Error ? cause.message : String(cause)}).` };
  }
}
