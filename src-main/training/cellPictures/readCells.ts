import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import { cellInputPx, cellPictureToInput } from '#main/analysis/classification/cellInput.ts';
import type { PictureReader } from '../detector/bloodFields.ts';
import type { CellCanvases } from './cellCanvases.ts';
import { createCanvases, placeOnCanvas } from './cellCanvases.ts';
import type { CellSource } from './cellSources.ts';
import type { TrainingCell } from './trainingCell.ts';

export interface TrainingCells {
  readonly cells: readonly TrainingCell[];
  /** For training: wider than the network's view. */
  readonly canvases: CellCanvases;
  /** For judging: what the network would see of the cell in use. */
  cropOf(cell: TrainingCell): RgbPicture;
}

const cropBytes = 3 * cellInputPx * cellInputPx;

/** Reads all pictures, in the order given. About 86 kB of memory a cell. */
export async function readCells(sources: readonly CellSource[], reader: PictureReader, context: WorkContext = {}): Promise<TrainingCells> {
  const canvases = createCanvases(sources.length);
  const crops = new Uint8Array(sources.length * cropBytes);
  const cells: TrainingCell[] = [];
  for (const [canvas, source] of sources.entries()) {
    throwIfCancelled(context.signal);
    if (canvas % 50 === 0) context.report?.({ stage: 'Reading cell pictures', done: canvas, total: sources.length });
    const { picture, spanUm } = await source.read(reader);
    placeOnCanvas(canvases, canvas, picture, spanUm);
    crops.set(cellPictureToInput(picture, spanUm).rgb, canvas * cropBytes);
    const { name, origin, label, right, group, look } = source;
    cells.push({ canvas, name, origin, label, right, group, look });
  }
  return {
    cells, canvases,
    cropOf: ({ canvas }) => ({ widthPx: cellInputPx, heightPx: cellInputPx, rgb: crops.subarray(canvas * cropBytes, (canvas + 1) * cropBytes) }),
  };
}
