import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import { fieldAt, partsOfFields } from '#main/cases/partsOfFields.ts';
import type { Library } from '#main/store/library.ts';

/** Where the middle of a cell lies, level-0 pixels, and how large a pixel is there. */
export interface PlaceOnSlide { readonly slideId: number; readonly xPx: number; readonly yPx: number; readonly micrometresPerPixel: number }

/** The place of a cell of a case; ids below 0 are of cells that people added. Throws `bad-input` where the case has no such cell. */
export function placeOfCellOnSlide(library: Library, caseId: number, cellId: number): PlaceOnSlide {
  const found = cellId > 0 ? library.cells.find(caseId, cellId) : library.addedCells.find(caseId, -cellId);
  const slide = found && library.slides.find(found.slideId);
  if (!found || !slide) throw new MyeloscopeError('bad-input', 'This cell is not in the case.', 'Open the case again from the worklist.');
  if (slide.micrometresPerPixel === null) throw new MyeloscopeError('scale-unknown', `How large the pixels of ${slide.path} are is not known yet.`, 'Wait until its count has begun.');
  const { xPx, yPx } = middleOf(found.box);
  const others = library.slides.fieldScales(slide.id);
  // Only slides of several cameras have fields of their own scale.
  const field = others.size === 0 ? undefined : library.regions.fieldAt(slide.id, xPx, yPx) ?? fieldAt(partsOfFields(library, slide.id), xPx, yPx);
  return { slideId: slide.id, xPx, yPx, micrometresPerPixel: (field !== undefined ? others.get(field) : undefined) ?? slide.micrometresPerPixel };
}

const middleOf = ({ xPx, yPx, widthPx, heightPx }: BoxPx): { xPx: number; yPx: number } => ({ xPx: xPx + widthPx / 2, yPx: yPx + heightPx / 2 });
