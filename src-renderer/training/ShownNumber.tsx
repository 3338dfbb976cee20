import type { ReactNode } from 'react';
import { trainingTexts } from '../texts/training.ts';
import type { CellsBehind } from './CellsDialog.tsx';

interface ShownNumberProps { readonly cells: number; readonly behind: CellsBehind; readonly onShow: (behind: CellsBehind) => void }

/** A number of cells that shows them. */
export function ShownNumber({ cells, behind, onShow }: ShownNumberProps): ReactNode {
  if (cells === 0) return <span aria-hidden="true" className="quiet">·</span>;
  return <button type="button" className="shownNumber" aria-label={trainingTexts.cells.show(cells, behind.what)} onClick={() => onShow(behind)}>{cells}</button>;
}
