import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ExperimentCell } from './experimentCell.ts';

/** The pictures of cells, in their order. Throws `cancelled`, and what reading a picture throws. */
export async function readPictures(cells: readonly ExperimentCell[], context: WorkContext): Promise<RgbPicture[]> {
  const pictures: RgbPicture[] = [];
  for (const [i, cell] of cells.entries()) {
    throwIfCancelled(context.signal);
    if (i % 20 === 0) context.report?.({ stage: 'Reading cell pictures', done: i, total: cells.length });
    pictures.push(await cell.read());
  }
  return pictures;
}
