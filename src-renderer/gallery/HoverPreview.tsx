import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { describeCell } from '../cells/describeCell.ts';
import { SurroundingsPicture } from '../cells/SurroundingsPicture.tsx';
import type { ShownCells } from '../cells/useCaseCells.ts';

/** The picture under the pointer, and where it is in the window. */
export interface HoveredCell { readonly id: number; readonly box: DOMRect }

const sidePx = 260;
const spanUm = 60;
const gapPx = 8;

/** A cell in its surroundings, beside its picture: for the mouse only, since the panel shows the same by key. */
export function HoverPreview({ detail, shown: { columns, cells }, hovered: { id, box } }: { readonly detail: CaseDetail; readonly shown: ShownCells; readonly hovered: HoveredCell }): ReactNode {
  const row = cells.rowOf(id);
  if (row === undefined) return null;
  const isRoomRight = box.right + gapPx + sidePx < window.innerWidth;
  const left = isRoomRight ? box.right + gapPx : Math.max(gapPx, box.left - gapPx - sidePx);
  const top = Math.max(gapPx, Math.min(box.top, window.innerHeight - sidePx - 4 * gapPx));
  return (
    <div className="galleryPreview" style={{ insetInlineStart: left, insetBlockStart: top, inlineSize: sidePx }} aria-hidden="true">
      <SurroundingsPicture detail={detail} columns={columns} row={row} spanUm={spanUm} sidePx={384} />
      {describeCell(columns, row)}
    </div>
  );
}
