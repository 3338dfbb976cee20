import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { CellActs } from '../cells/cellActs.ts';
import { useCellChoice } from '../cells/cellChoice.ts';
import { narrowings } from '../cells/cellFilter.ts';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { useNavigation } from '../shell/navigation.ts';
import { cellTexts } from '../texts/cells.ts';
import { galleryTexts } from '../texts/gallery.ts';
import { Button } from '../ui/Button.tsx';
import { BulkAccept } from './BulkAccept.tsx';
import { ReviewedCell } from './ReviewedCell.tsx';
import { secondsACell } from './reviewPace.ts';
import { currentCell } from './reviewQueue.ts';
import { useReview } from './useReview.ts';
import { useReviewKeys } from './useReviewKeys.ts';

const texts = galleryTexts.reviewing;

export interface ReviewProps { readonly detail: CaseDetail; readonly shown: ShownCells; readonly acts: CellActs; readonly onLeave: () => void }

/** One cell after the other, doubtful first: a key names it, and the next one is there. */
export function Review({ detail, shown, acts, onLeave }: ReviewProps): ReactNode {
  const caseId = detail.summary.id;
  const { filter } = useCellChoice(caseId);
  const { open } = useNavigation();
  const work = useReview(shown, acts, filter);
  // The review walks what nobody has reviewed, whichever states the filter shows.
  const walked = useMemo(() => ({ ...filter, states: undefined }), [filter]);
  const [isAcceptingSure, setAcceptingSure] = useState(false);
  const frame = useRef<HTMLElement>(null);
  const { queue, pace } = work;
  const current = currentCell(queue);
  const seconds = secondsACell(pace);
  const acceptSure = useCallback(() => { setAcceptingSure(true); }, []);

  useReviewKeys({ work, leave: onLeave, acceptSure, openOnSlide: () => { if (current !== undefined) open({ screen: 'slide', caseId, cellId: current }); } });
  useEffect(() => { frame.current?.focus({ preventScroll: true }); }, []);

  return (
    <section ref={frame} tabIndex={-1} className="review" aria-label={texts.title}>
      <header className="reviewHead">
        <h2>{texts.title}</h2>
        <span className="figures">{texts.progress(Math.min(queue.at + 1, queue.ids.length), queue.ids.length)}</span>
        <progress max={Math.max(1, queue.ids.length)} value={queue.at} aria-label={texts.title} />
        {seconds !== undefined && <span className="quiet figures">{texts.pace(seconds)}</span>}
        {narrowings(filter) > 0 && <span className="quiet">{cellTexts.filter.open(narrowings(filter))}</span>}
        {detail.summary.state === 'counting' && <span className="quiet">{texts.counting}</span>}
        <span className="stretch" />
        <Button preventFocusOnPress shortcut="F4" onPress={acceptSure}>{galleryTexts.acceptSure}</Button>
        <Button preventFocusOnPress shortcut="Escape" onPress={onLeave}>{galleryTexts.backToGallery}</Button>
      </header>
      {current !== undefined && <ReviewedCell detail={detail} shown={shown} work={work} current={current} />}
      {current === undefined && (
        <div className="reviewDone" role="status">
          <h3>{texts.doneTitle}</h3>
          <p>{texts.done(pace.cells, seconds)}{queue.skipped.size > 0 && ` ${texts.skipped(queue.skipped.size)}.`}</p>
          {queue.skipped.size > 0 && <Button onPress={work.lookAtSkipped}>{texts.lookAtSkipped}</Button>}
        </div>
      )}
      {isAcceptingSure && <BulkAccept detail={detail} shown={shown} acts={acts} filter={walked} onClose={() => { setAcceptingSure(false); }} />}
    </section>
  );
}
