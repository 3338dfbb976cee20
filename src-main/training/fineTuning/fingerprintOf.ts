import { createHash } from 'node:crypto';
import { canvasPicture } from '../cellPictures/cellCanvases.ts';
import type { TrainingCells } from '../cellPictures/readCells.ts';

/**
 * A hash (SHA-256) of a network and of cells as they are shown to it. Names do not tell: the same files read at another width are other
 * cells, and what was learnt of those must not be gone on with.
 */
export function fingerprintOf(onnx: Uint8Array, { cells, canvases, size, cropOf }: TrainingCells): string {
  const digest = createHash('sha256').update(onnx).update(JSON.stringify([size, canvases.sidePx, canvases.micrometresPerPixel]));
  for (const cell of cells) digest.update(canvasPicture(canvases, cell.canvas).rgb).update(cropOf(cell).rgb);
  return digest.digest('hex');
}
