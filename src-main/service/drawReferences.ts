import { stat } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import { writeWhole } from '#main/files/writeWhole.ts';
import { encodeJpeg } from '#main/slides/jpeg/encodeJpeg.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { stainLookNamed } from '#main/synthetic/stainLooks.ts';

/** Classes of which a cell can be drawn: what a laboratory's own class looks like nobody has said. */
export const drawnClasses: readonly ClassCode[] = productClassCodes.filter((code) => code !== 'UNK');
export const drawnPerClass = 6;

/** Width of reference pictures, in pixels and micrometres: about as a cell is shown beside them. */
export const referenceSidePx = 160;
export const referenceSpanUm = 22;
const quality = 90;
/** The look of the sample smear. */
const lookName = 'grey-red-cells';

/** The file of one drawn reference picture; `number` from 0. */
export function drawnReferencePlace(directory: string, code: ClassCode, number: number): string {
  return path.join(directory, `${code}-${String(number)}.jpg`);
}

/** Draws the reference pictures that are not in the folder yet. Takes some seconds of a processor. Throws what writing throws, and `cancelled`. */
export async function drawReferences(directory: string, context: WorkContext): Promise<void> {
  makeFolders(directory);
  const look = stainLookNamed(lookName)!;
  for (const code of drawnClasses) {
    for (let number = 0; number < drawnPerClass; number++) {
      throwIfCancelled(context.signal);
      const place = drawnReferencePlace(directory, code, number);
      if (await stat(place).then(() => true, () => false)) continue;
      const picture = drawCellPicture({ code, look, seed: 1 + number, widthPx: referenceSidePx, widthUm: referenceSpanUm });
      await writeWhole(place, await encodeJpeg(picture, quality));
    }
  }
}
