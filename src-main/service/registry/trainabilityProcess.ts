// Says why a classifier can't be trained further, in a process of its own: see `reasonAgainstTraining`.
import { readFileSync } from 'node:fs';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { watchMemory } from '#main/inference/watchMemory.ts';
import { inOurForm } from '#main/training/imported/inOurForm.ts';
import { trainableParameters } from '#main/training/imported/trainableParts.ts';
import type { OnnxModel } from '#main/training/onnx/model.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { writeOnnx } from '#main/training/onnx/write.ts';

/** What it is asked, and what it says; no reason where nothing stands against training. */
export interface TrainabilityOrder extends Pick<ClassifierCard, 'encoding' | 'classes'> { readonly file: string; readonly sidePx: number }
export interface TrainabilityAnswer { readonly reason?: string }

watchMemory(3 * 2 ** 30);
process.on('message', (order: TrainabilityOrder) => { void answer(order).then((said) => { process.send!(said); }); });
process.on('disconnect', () => { process.exit(0); });

async function answer({ file, encoding, classes, sidePx }: TrainabilityOrder): Promise<TrainabilityAnswer> {
  try {
    const read = readOnnx(readFileSync(file)), model = encoding ? inOurForm(read, encoding, classes, sidePx) : read;
    trainableParameters(model, 'logits', model.graph.inputs[0].name, [3, sidePx, sidePx], 'all');
    await mustTakeSeveral(model, classes.length, sidePx);
    return {};
  } catch (cause) {
    return { reason: cause instanceof MyeloscopeError ? cause.message : `What it is made of can't be followed (${cause instanceof Error ? cause.message : String(cause)}).` };
  }
}

/** A training shows several pictures at once; a network that was exported for one may have that number anywhere in it. */
async function mustTakeSeveral(model: OnnxModel, classCount: number, sidePx: number): Promise<void> {
  const runner = await createRunner(writeOnnx(model), { provider: 'cpu', threads: 1 }), shape = [2, 3, sidePx, sidePx];
  const outputs = await runner.run({ [model.graph.inputs[0].name]: { data: new Float32Array(shape.reduce((product, side) => product * side, 1)), shape } }).catch(() => undefined);
  if (outputs?.logits?.shape.join() !== [2, classCount].join()) throw new MyeloscopeError('model-invalid', 'Its network does not take several pictures at once, as a training shows them.');
}
