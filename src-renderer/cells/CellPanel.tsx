import { useCallback } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { useService } from '../bridge/useService.ts';
import { cellTexts } from '../texts/cells.ts';
import { useClassBook } from '../ui/classBook.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { CellHistory } from './CellHistory.tsx';
import type { CellActs } from './cellActs.ts';
import { ClassButtons } from './ClassButtons.tsx';
import { reviewStateOf } from './cellFilter.ts';
import './cells.css';
import { unfamiliarBelow } from './cellOrder.ts';
import { describeReview } from './describeCell.ts';
import { MachineCalls } from './MachineCalls.tsx';
import { SurroundingsPicture } from './SurroundingsPicture.tsx';
import type { ShownCells } from './useCaseCells.ts';

/** Width of the surroundings in the panel: a dozen cells across. */
const spanUm = 60;
const sidePx = 384;

export interface CellPanelProps {
  readonly detail: CaseDetail;
  readonly shown: ShownCells;
  readonly acts: CellActs;
  readonly cellId: number;
  /** Whether calls can't be changed now: signed, or this reading is finished. */
  readonly isReadOnly?: boolean;
  /** Names the cell another way than by an act of its own: with others that are selected. */
  readonly onName?: (code: ClassCode) => void;
  /** Leaves the class buttons out, where a list of the classes with their keys stands beside it. */
  readonly isWithoutClasses?: boolean;
  /** Reads the cell's call out when it changes, where nothing else does: beside a slide, which is one picture to a screen reader. */
  readonly isAnnounced?: boolean;
}

/** Everything about one cell: its surroundings, its call, what the machine thought, its history, and a button for each class. */
export function CellPanel({ detail, shown, acts, cellId, isReadOnly, onName, isWithoutClasses, isAnnounced }: CellPanelProps): ReactNode {
  const { columns, cells } = shown;
  const { data } = useService('cells.get', { caseId: detail.summary.id, reading: cells.reading, cellId });
  const nameIt = useCallback((chosen: ClassCode) => { void acts.callCells([cellId], chosen); }, [acts, cellId]);
  const { nameOf } = useClassBook();
  const row = cells.rowOf(cellId);
  if (row === undefined) return null;
  const code = classCodes[columns.codes[row]];
  const review = reviewStateOf(columns, row);
  return (
    <aside className="cellPanel" aria-label={cellTexts.panel}>
      <h2 className="visuallyHidden">{cellTexts.panel}</h2>
      <SurroundingsPicture detail={detail} columns={columns} row={row} spanUm={spanUm} sidePx={sidePx} />
      <div className="cellPanelCall" role={isAnnounced ? 'status' : undefined}>
        <span className="cellPanelClass"><ClassLetter code={code} isMachineCall={review === 'unreviewed'} /> {nameOf(code)}</span>
        <span className="quiet">{describeReview(columns, row)}{cells.isUnkept(cellId) && ` · ${cellTexts.keeping}`}</span>
      </div>
      {data && data.best.length > 0 && <MachineCalls best={data.best} caseId={detail.summary.id} reading={cells.reading} isCalibrated={data.machine?.isCalibrated ?? true} />}
      {data?.machine && data.machine.familiarity < unfamiliarBelow && <p className="quiet">{cellTexts.unfamiliar}</p>}
      {data && <CellHistory history={data.history} reading={cells.reading} />}
      {!isWithoutClasses && <ClassButtons current={code} isDisabled={isReadOnly} onChoose={onName ?? nameIt} />}
    </aside>
  );
}
