import type { ReactNode } from 'react';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { pictureUrl } from '../bridge/serviceClient.ts';
import { cellTexts } from '../texts/cells.ts';
import { slideOfCell } from './slideOfCell.ts';
import styles from './SurroundingsPicture.module.css';

export interface SurroundingsPictureProps {
  readonly detail: CaseDetail;
  readonly columns: CellColumns;
  readonly row: number;
  /** Width of what is shown, in micrometres. */
  readonly spanUm: number;
  /** Side of the picture that is asked for, in pixels of the file. */
  readonly sidePx: number;
  readonly onPainted?: () => void;
}

/** A cell in what lies around it, with its box. The box's colours are told by the call beside it, never by the box alone. */
export function SurroundingsPicture({ detail, columns, row, spanUm, sidePx, onPainted }: SurroundingsPictureProps): ReactNode {
  const cellId = columns.ids[row];
  const slide = slideOfCell(detail, columns, row);
  const share = (px: number): string => `${(100 * px * (slide?.micrometresPerPixel ?? 0)) / spanUm}%`;
  return (
    <div className={styles.frame}>
      <img
        key={cellId} className={styles.picture} alt={cellTexts.surroundings(spanUm)} draggable={false} decoding="sync" onLoad={onPainted}
        src={pictureUrl('pictures.cell', { caseId: detail.summary.id, cellId, spanUm, sidePx })}
      />
      {slide?.micrometresPerPixel !== undefined && <div className={styles.box} style={{ width: share(columns.boxes[4 * row + 2]), height: share(columns.boxes[4 * row + 3]) }} />}
    </div>
  );
}
