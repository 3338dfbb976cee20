import type { CellPicture } from '#main/reports/pdf/representativeCells.ts';
import { cropCell } from '#main/analysis/classification/cropCell.ts';
import type { CountedSmear } from '#main/cases/countedCase.ts';
import type { OpenSmear } from '#main/cases/openSmears.ts';
import { representativeCells } from './representativeCells.ts';

/** As many a class as the report has room for. */
export const mostPicturesPerClass = 5;

/** Pictures of the cells that stand for their classes, as the classifier saw them. */
export function cellPictures(smears: readonly CountedSmear[], open: readonly OpenSmear[]): Promise<CellPicture[]> {
  return Promise.all(representativeCells(smears, mostPicturesPerClass).map(async ({ code, smear, cell, probability }) => {
    const { box } = cell;
    const picture = await cropCell(open[smear].source, smears[smear].scaleOfCell(cell), box.xPx + box.widthPx / 2, box.yPx + box.heightPx / 2);
    return { code, picture, ...(probability !== undefined && { probability }) };
  }));
}
