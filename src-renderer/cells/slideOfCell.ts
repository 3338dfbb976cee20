import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { CaseDetail, SlideSummary } from '#shared/contract/caseCommands.ts';

/** The slide on which the cell of a row lies; undefined where the case has lost it. */
export function slideOfCell(detail: CaseDetail, columns: CellColumns, row: number): SlideSummary | undefined {
  return detail.slides.find(({ position }) => position === columns.slides[row]);
}
