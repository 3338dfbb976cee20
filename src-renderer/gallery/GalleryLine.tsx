import type { ReactNode } from 'react';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { pictureUrl } from '../bridge/serviceClient.ts';
import { isCounted, reviewStateOf } from '../cells/cellFilter.ts';
import { unfamiliarBelow } from '../cells/cellOrder.ts';
import { describeCell } from '../cells/describeCell.ts';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { cellTexts } from '../texts/cells.ts';
import { GalleryTile } from './GalleryTile.tsx';
import { fileSideOf, pictureSpanUm } from './pictureSizes.ts';

export interface GalleryLineProps {
  readonly shown: ShownCells;
  /** Rows of the columns, left to right. */
  readonly rows: readonly number[];
  readonly topPx: number;
  readonly sidePx: number;
  /** Place among the lines of the whole gallery, from 1, heads counted. */
  readonly lineNumber: number;
  readonly activeId: number | undefined;
  readonly selected: ReadonlySet<number>;
}

/** The address of a cell's picture in the gallery. */
export function galleryPictureUrl(caseId: number, cellId: number, sidePx: number): string {
  return pictureUrl('pictures.cell', { caseId, cellId, spanUm: pictureSpanUm, sidePx: fileSideOf(sidePx, window.devicePixelRatio) });
}

/** Under a picture nobody has reviewed: how sure the machine is, and of what where it would not name the cell; a question mark where it knows few such cells. */
function confidenceOf(columns: CellColumns, row: number): string {
  const forced = columns.forcedCodes[row] === columns.codes[row] ? '' : `${classCodes[columns.forcedCodes[row]]} `;
  return `${forced}${cellTexts.sureness(columns.confidences[row])}${columns.familiarities[row] < unfamiliarBelow ? ' ?' : ''}`;
}

/** A line of pictures of one class. */
export function GalleryLine({ shown: { columns, cells }, rows, topPx, sidePx, lineNumber, activeId, selected }: GalleryLineProps): ReactNode {
  return (
    <div role="row" aria-rowindex={lineNumber} className="galleryLine" style={{ insetBlockStart: topPx }}>
      {rows.map((row, column) => {
        const cellId = columns.ids[row];
        const review = reviewStateOf(columns, row);
        return (
          <GalleryTile
            key={cellId} cellId={cellId} column={column} sidePx={sidePx} url={galleryPictureUrl(columns.caseId, cellId, sidePx)} words={describeCell(columns, row)}
            confidence={confidenceOf(columns, row)} review={review} machineCode={review === 'changed' && cellId > 0 ? classCodes[columns.machineCodes[row]] : undefined}
            isUncounted={!isCounted(columns, row)} isUnkept={cells.isUnkept(cellId)} isActive={cellId === activeId} isSelected={selected.has(cellId)}
          />
        );
      })}
    </div>
  );
}
