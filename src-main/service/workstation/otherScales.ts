import type { BoxPx } from '#shared/geometry/box.ts';
import { partsOfFields } from '#main/cases/partsOfFields.ts';
import type { Library } from '#main/store/library.ts';

/** The parts of a slide that lie in fields of their own scale, level-0 pixels; `placeOfCellOnSlide` measures cells there by it, too. */
export function otherScales(library: Library, slideId: number): { box: BoxPx; micrometresPerPixel: number }[] {
  const ofFields = library.slides.fieldScales(slideId);
  // Only slides of several cameras have any.
  if (ofFields.size === 0) return [];
  return partsOfFields(library, slideId).flatMap(({ field, box }) => {
    const micrometresPerPixel = ofFields.get(field);
    return micrometresPerPixel === undefined ? [] : [{ box, micrometresPerPixel }];
  });
}
