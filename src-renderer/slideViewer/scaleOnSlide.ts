import type { SlideDescription } from '#shared/contract/caseCommands.ts';
import type { BoxPx } from '#shared/geometry/box.ts';

/** What of a slide says how large its pixels are: those of a field may be of another size, as in a folder of pictures of several cameras. */
export type ScaledSlide = Pick<SlideDescription, 'fields' | 'micrometresPerPixel'>;

/** How far a level-0 point lies from a box, squared; 0 in it. */
function distanceSquared({ xPx, yPx, widthPx, heightPx }: BoxPx, x: number, y: number): number {
  const across = Math.max(xPx - x, 0, x - xPx - widthPx), down = Math.max(yPx - y, 0, y - yPx - heightPx);
  return across * across + down * down;
}

/** A field that can't be read has no place on the slide. */
const hasPlace = ({ box }: SlideDescription['fields'][number]): boolean => box.widthPx > 0 && box.heightPx > 0;

/** Micrometres per pixel at a level-0 point: those of its field, between fields of the nearest; undefined where they are not known. */
export function scaleAt({ fields, micrometresPerPixel }: ScaledSlide, xPx: number, yPx: number): number | undefined {
  let nearest: SlideDescription['fields'][number] | undefined, least = Infinity;
  for (const field of fields) {
    if (!hasPlace(field)) continue;
    const distance = distanceSquared(field.box, xPx, yPx);
    if (distance >= least) continue;
    [nearest, least] = [field, distance];
    if (distance === 0) break;
  }
  return nearest?.micrometresPerPixel ?? micrometresPerPixel;
}

/** Micrometres per pixel all over a box, level-0 pixels; undefined where they are not known, or fields of several scales lie in it. */
export function scaleOfBox(slide: ScaledSlide, box: BoxPx): number | undefined {
  const { fields, micrometresPerPixel } = slide;
  const touched = fields.filter((field) => hasPlace(field) && field.box.xPx < box.xPx + box.widthPx && box.xPx < field.box.xPx + field.box.widthPx
    && field.box.yPx < box.yPx + box.heightPx && box.yPx < field.box.yPx + field.box.heightPx);
  const scales = new Set(touched.map((field) => field.micrometresPerPixel ?? micrometresPerPixel));
  if (scales.size > 1) return undefined;
  return scales.size === 1 ? [...scales][0] : scaleAt(slide, box.xPx + box.widthPx / 2, box.yPx + box.heightPx / 2);
}
