import type { CellInputSize } from '#main/analysis/classification/cellInput.ts';
import { cropCell } from '#main/analysis/classification/cropCell.ts';
import type { Library } from '#main/store/library.ts';
import { createCanvases } from '#main/training/cellPictures/cellCanvases.ts';
import type { CellSource } from '#main/training/cellPictures/cellSources.ts';
import { placeOfCellOnSlide } from '../workstation/placeOfCellOnSlide.ts';
import type { ChosenCell } from './chosenCells.ts';
import type { LibrarySlides } from './openLibrarySlides.ts';

/** A cell of the library as it is read from its slide. */
export interface LibrarySource extends CellSource { readonly caseId: number; readonly cellId: number }

/**
 * Chosen cells to be read from their slides: the network's view exactly as counting cuts it, and around it the wider picture that
 * training turns and shifts. Slide by slide, so that each is opened once.
 *
 * @param size what the network sees of a cell
 */
export function librarySources(library: Library, slides: LibrarySlides, cells: readonly ChosenCell[], size: CellInputSize): LibrarySource[] {
  const { sidePx, micrometresPerPixel } = createCanvases(0, size), wide = { sidePx, widthUm: sidePx * micrometresPerPixel };
  const placed = cells.map((cell) => ({ cell, slideId: (cell.cellId > 0 ? library.cells.find(cell.caseId, cell.cellId) : library.addedCells.find(cell.caseId, -cell.cellId))?.slideId ?? 0 }));
  return placed.sort((a, b) => a.slideId - b.slideId || a.cell.cellId - b.cell.cellId).map(({ cell: { caseId, cellId, code, group } }) => ({
    caseId, cellId, name: `case ${String(caseId)}, cell ${String(cellId)}`, origin: 'laboratory', label: code, right: [code], group, look: undefined,
    async read() {
      const place = placeOfCellOnSlide(library, caseId, cellId);
      const source = await slides.source(place.slideId);
      const cut = (of: CellInputSize) => cropCell(source, place.micrometresPerPixel, place.xPx, place.yPx, of);
      return { picture: await cut(wide), spanUm: wide.widthUm, input: await cut(size) };
    },
  }));
}
