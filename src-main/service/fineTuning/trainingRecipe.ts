import { createHash } from 'node:crypto';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import type { FineTuningSettings } from '#main/training/fineTuning/fineTuningSettings.ts';
import { fingerprintOf } from '#main/training/fineTuning/fingerprintOf.ts';

/** A hash (SHA-256) of what a training learns from and how: what was kept of one of another recipe is not gone on with. */
export function trainingRecipe(onnx: Uint8Array, pictures: TrainingCells, settings: FineTuningSettings): string {
  return createHash('sha256').update(JSON.stringify([fingerprintOf(onnx, pictures), settings, pictures.cells.map(({ name, label, group }) => [name, label, group])])).digest('hex');
}
