import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { CellInputSize } from '#main/analysis/classification/cellInput.ts';
import { cellPictureToInput, usualCellInput } from '#main/analysis/classification/cellInput.ts';
import { floatsOfView } from '#main/analysis/classification/views.ts';
import type { PictureReader } from '../detector/bloodFields.ts';
import type { CellCanvases } from './cellCanvases.ts';
import { createCanvases, placeOnCanvas } from './cellCanvases.ts';
import type { CellSource } from './cellSources.ts';
import { pictureHash } from './pictureHash.ts';
import type { TrainingCell } from './trainingCell.ts';

export interface TrainingCells {
  readonly cells: readonly TrainingCell[];
  /** What the network sees of each. */
  readonly size: CellInputSize;
  /** For training: wider than the network's view. */
  readonly canvases: CellCanvases;
  /** For judging: what the network would see of the cell in use. */
  cropOf(cell: TrainingCell): RgbPicture;
  /** Of the picture as it was read: see `pictureHash`. */
  hashOf(cell: TrainingCell): string;
}

/**
 * Reads all pictures, in the order given. About 86 kB of memory a cell.
 *
 * @param size what the network to be trained sees of a cell
 * @param leftOut is told of each picture that can't be read, which is then left out; without it the first one ends the reading
 */
export async function readCells(
  sources: readonly CellSource[], reader: PictureReader, context: WorkContext = {}, leftOut?: (source: CellSource, why: MyeloscopeError) => void,
  size: CellInputSize = usualCellInput,
): Promise<TrainingCells> {
  const canvases = createCanvases(sources.length, size), cropBytes = floatsOfView(size.sidePx);
  const crops = new Uint8Array(sources.length * cropBytes);
  const cells: TrainingCell[] = [], hashes: string[] = [];
  for (const [place, source] of sources.entries()) {
    throwIfCancelled(context.signal);
    if (place % 50 === 0) context.report?.({ stage: 'Reading cell pictures', done: place, total: sources.length });
    const read = await source.read(reader).catch((cause: unknown) => {
      if (!leftOut || !(cause instanceof MyeloscopeError) || cause.code === 'cancelled') throw cause;
      leftOut(source, cause);
      return undefined;
    });
    if (!read) continue;
    const { picture, spanUm, input } = read, canvas = cells.length;
    placeOnCanvas(canvases, canvas, picture, spanUm);
    crops.set((input ?? cellPictureToInput(picture, spanUm, size)).rgb, canvas * cropBytes);
    hashes.push(pictureHash(picture));
    const { name, origin, label, right, group, look } = source;
    cells.push({ canvas, name, origin, label, right, group, look });
  }
  return {
    cells, canvases, size,
    cropOf: ({ canvas }) => ({ widthPx: size.sidePx, heightPx: size.sidePx, rgb: crops.subarray(canvas * cropBytes, (canvas + 1) * cropBytes) }),
    hashOf: ({ canvas }) => hashes[canvas],
  };
}
