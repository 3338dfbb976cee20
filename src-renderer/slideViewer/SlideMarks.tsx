import type { ReactNode, RefObject } from 'react';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { describeCell } from '../cells/describeCell.ts';
import { PlacedBox } from './PlacedBox.tsx';
import type { SlideCells } from './slideCells.ts';
import type { SlideView } from './slideView.ts';
import { useHoveredRow } from './useHoveredRow.ts';

interface SlideMarksProps {
  readonly slideView: SlideView;
  readonly slideCells: SlideCells;
  readonly stage: RefObject<HTMLElement | null>;
  readonly selectedRow: number | undefined;
  /** Whether the cell under the pointer is marked: not while something is drawn. */
  readonly marksHovered: boolean;
}

/** The box of a row, level-0 pixels. */
export function boxOfRow({ boxes }: CellColumns, row: number): BoxPx {
  return { xPx: boxes[row * 4], yPx: boxes[row * 4 + 1], widthPx: boxes[row * 4 + 2], heightPx: boxes[row * 4 + 3] };
}

/** The cell that is chosen and the one under the pointer: elements of their own, so that neither paints any cell again. */
export function SlideMarks({ slideView, slideCells, stage, selectedRow, marksHovered }: SlideMarksProps): ReactNode {
  const hoveredRow = useHoveredRow(stage, slideView, slideCells, marksHovered);
  const { columns } = slideCells;
  return (
    <>
      {hoveredRow !== undefined && hoveredRow !== selectedRow && (
        <PlacedBox slideView={slideView} box={boxOfRow(columns, hoveredRow)} margin={5} className="hoverMark" aria-hidden="true">
          <span className="hoverWords">{describeCell(columns, hoveredRow)}</span>
        </PlacedBox>
      )}
      {selectedRow !== undefined && <PlacedBox slideView={slideView} box={boxOfRow(columns, selectedRow)} margin={6} className="selectionMark" aria-hidden="true" />}
    </>
  );
}
