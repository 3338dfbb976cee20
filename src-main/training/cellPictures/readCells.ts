import type { WorkContext } from '#shared/jobs/progress.ts';
import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { PictureReader } from '../detector/bloodFields.ts';
import type { CellCanvases } from './cellCanvases.ts';
import { createCanvases, placeOnCanvas } from './cellCanvases.ts';
import type { CellSource } from './cellSources.ts';
import type { TrainingCell } from './trainingCell.ts';

export interface TrainingCells { readonly canvases: CellCanvases; readonly cells: readonly TrainingCell[] }

/** Reads all pictures onto canvases, in the order given. About 59 kB a cell. */
export async function readCells(sources: readonly CellSource[], reader: PictureReader, context: WorkContext = {}): Promise<TrainingCells> {
  const canvases = createCanvases(sources.length);
  const cells: TrainingCell[] = [];
  for (const [canvas, source] of sources.entries()) {
    throwIfCancelled(context.signal);
    if (canvas % 50 === 0) context.report?.({ stage: 'Reading cell pictures', done: canvas, total: sources.length });
    const { picture, spanUm } = await source.read(reader);
    placeOnCanvas(canvases, canvas, picture, spanUm);
    const { name, origin, label, right, group, look } = source;
    cells.push({ canvas, name, origin, label, right, group, look });
  }
  return { canvases, cells };
}
