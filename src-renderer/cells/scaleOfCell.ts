import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { slideOfCell } from './slideOfCell.ts';

/** Micrometres per pixel where the cell of a row lies: those of its field, else of its slide; undefined while they are not known. */
export function scaleOfCell(detail: CaseDetail, columns: CellColumns, row: number): number | undefined {
  const slide = slideOfCell(detail, columns, row);
  const [xPx, yPx, widthPx, heightPx] = columns.boxes.subarray(4 * row, 4 * row + 4);
  const [middleX, middleY] = [xPx + widthPx / 2, yPx + heightPx / 2];
  const field = slide?.otherScales?.find(({ box }) => middleX >= box.xPx && middleX < box.xPx + box.widthPx && middleY >= box.yPx && middleY < box.yPx + box.heightPx);
  return field?.micrometresPerPixel ?? slide?.micrometresPerPixel;
}
