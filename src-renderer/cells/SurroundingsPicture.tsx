import type { ReactNode } from 'react';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { pictureUrl } from '../bridge/serviceClient.ts';
import { cellTexts } from '../texts/cells.ts';
import './cells.css';
import { scaleOfCell } from './scaleOfCell.ts';

export interface SurroundingsPictureProps {
  readonly detail: CaseDetail;
  readonly columns: CellColumns;
  readonly row: number;
  /** Width of what is shown, in micrometres. */
  readonly spanUm: number;
  /** Side of the picture that is asked for, in pixels of the file. */
  readonly sidePx: number;
}

/** A cell in what lies around it, with its box. */
export function SurroundingsPicture({ detail, columns, row, spanUm, sidePx }: SurroundingsPictureProps): ReactNode {
  const cellId = columns.ids[row];
  const micrometresPerPixel = scaleOfCell(detail, columns, row);
  const share = (px: number): string => `${(100 * px * (micrometresPerPixel ?? 0)) / spanUm}%`;
  return (
    <div className="cellSurroundings">
      {/* Keyed by the cell: the last cell's picture must not stand under this cell's call while its own is on the way. */}
      <img
        key={cellId} alt={cellTexts.surroundings(spanUm)} draggable={false} decoding="sync"
        src={pictureUrl('pictures.cell', { caseId: detail.summary.id, cellId, spanUm, sidePx })}
      />
      {micrometresPerPixel !== undefined
        && <div className="cellSurroundingsBox" style={{ inlineSize: share(columns.boxes[4 * row + 2]), blockSize: share(columns.boxes[4 * row + 3]) }} />}
    </div>
  );
}
