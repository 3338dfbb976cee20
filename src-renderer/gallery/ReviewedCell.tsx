import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { useService } from '../bridge/useService.ts';
import { ClassButtons } from '../cells/ClassButtons.tsx';
import { reviewStateOf } from '../cells/cellFilter.ts';
import { describeReview } from '../cells/describeCell.ts';
import { MachineCalls } from '../cells/MachineCalls.tsx';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { galleryTexts } from '../texts/gallery.ts';
import { Button } from '../ui/Button.tsx';
import { useClassBook } from '../ui/classBook.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { ReviewPictures } from './ReviewPictures.tsx';
import { comingCells, settledAhead } from './reviewQueue.ts';
import { ReviewStrip } from './ReviewStrip.tsx';
import type { ReviewWork } from './useReview.ts';
import { useDelayed } from './useDelayed.ts';
import { usePreparedCells } from './usePreparedCells.ts';

const texts = galleryTexts.reviewing;
const settledShown = 3;
/** The pictures of cells to come are asked for so long after a key: what the key itself asks for goes first, and the hand is still on its way. */
const prepareAfterMs = 80;

export interface ReviewedCellProps { readonly detail: CaseDetail; readonly shown: ShownCells; readonly work: ReviewWork; readonly current: number }

/** The cell under review: its picture, its call, what the machine thought, and a button for everything that a key does. */
export function ReviewedCell({ detail, shown, work, current }: ReviewedCellProps): ReactNode {
  const { columns, cells } = shown;
  const { queue } = work;
  const caseId = detail.summary.id;
  const { nameOf } = useClassBook();
  const { data } = useService('cells.get', { caseId, reading: cells.reading, cellId: current });
  const coming = comingCells(queue, settledAhead - 1);
  const shortlyBefore = useDelayed(queue, prepareAfterMs);
  const awaited = comingCells(shortlyBefore, settledAhead - 1);
  const prepared = [...shortlyBefore.ids.slice(Math.max(0, shortlyBefore.at - settledShown), shortlyBefore.at + 1), ...awaited];
  usePreparedCells(caseId, cells.reading, awaited);
  const row = cells.rowOf(current);
  // Until the five best are there, the best is known from the columns: the bars must not be another cell's.
  const best = useMemo(() => data?.best ?? (row === undefined ? [] : [{ code: classCodes[columns.forcedCodes[row]], probability: columns.confidences[row] }]), [data, columns, row]);
  if (row === undefined) return null;
  const code = classCodes[columns.codes[row]];
  const isReviewed = reviewStateOf(columns, row) !== 'unreviewed';
  const settled = queue.ids.slice(Math.max(0, queue.at - settledShown), queue.at);
  return (
    <div className="reviewBody">
      <div className="reviewStage">
        <ReviewPictures detail={detail} shown={shown} current={current} near={[...settled.slice(-1), ...coming].filter((id) => prepared.includes(id))} />
        <p className="reviewCall" role="status">
          <ClassLetter code={code} isMachineCall={!isReviewed} /> <strong>{nameOf(code)}</strong>
          <span className="quiet">{isReviewed ? texts.personSaid : texts.machineSays} · {describeReview(columns, row)}</span>
        </p>
        <div className="reviewActs">
          <Button preventFocusOnPress shortcut="ArrowLeft" isDisabled={queue.at === 0} onPress={work.back}>{texts.back}</Button>
          <Button preventFocusOnPress kind="main" shortcut="Enter" onPress={work.accept}>{texts.accept}</Button>
          <Button preventFocusOnPress shortcut="ArrowRight" onPress={work.skip}>{texts.skip}</Button>
          <Button preventFocusOnPress kind="danger" shortcut="Delete" onPress={work.remove}>{texts.remove}</Button>
        </div>
        <ReviewStrip shown={shown} ids={[...settled, current, ...coming]} prepared={prepared} current={current} />
      </div>
      <aside className="reviewSide">
        <div className="reviewMachine">{best.length > 0 && <MachineCalls best={best} caseId={caseId} reading={cells.reading} isCalibrated={data?.machine?.isCalibrated ?? (row === undefined || columns.confidences[row] > 0)} />}</div>
        <ClassButtons current={code} onChoose={work.name} />
      </aside>
    </div>
  );
}
