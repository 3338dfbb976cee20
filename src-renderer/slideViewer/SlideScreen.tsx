import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { useService } from '../bridge/useService.ts';
import { chooseCells, useCellChoice } from '../cells/cellChoice.ts';
import { CellFilterButton } from '../cells/CellFilterButton.tsx';
import type { CellOrder } from '../cells/cellOrder.ts';
import { CellPanel } from '../cells/CellPanel.tsx';
import { slideOfCell } from '../cells/slideOfCell.ts';
import { useCaseCells } from '../cells/useCaseCells.ts';
import { useCellActs } from '../cells/useCellActs.ts';
import { Answer } from '../shell/Answer.tsx';
import type { CaseScreenProps } from '../shell/caseScreenProps.ts';
import { useNavigation } from '../shell/navigation.ts';
import { cellTexts } from '../texts/cells.ts';
import { slideTexts } from '../texts/slide.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useKeys } from '../ui/useKeys.ts';
import { SlideDesk } from './SlideDesk.tsx';
import type { CellToShow } from './SlideDesk.tsx';
import { SlidePicker } from './SlidePicker.tsx';
import { useLater } from './useLater.ts';
import { useWalk } from './useWalk.ts';
import { WalkBar } from './WalkBar.tsx';
import './slide.css';

/** Cells are asked for so long after the slide is known: 100,000 of them keep service and window busy, and the picture comes first. */
const pictureFirstMs = 150;

/** The slides of a case with their cells: to look, to name, to add and delete, to leave areas out. */
export function SlideScreen({ detail, reading }: CaseScreenProps): ReactNode {
  const caseId = detail.summary.id;
  const { place, open } = useNavigation();
  const [slideId, setSlideId] = useState(place.slideId ?? detail.slides[0]?.id);
  const slide = detail.slides.find(({ id }) => id === slideId) ?? detail.slides[0];
  const description = useService('slides.describe', { slideId: slide?.id ?? 0, reading }, { enabled: slide !== undefined });
  const shown = useCaseCells(caseId, reading, useLater(slide === undefined || description.isFetched, pictureFirstMs));
  const acts = useCellActs(shown);
  const { filter, order } = useCellChoice(caseId);
  const [selectedId, setSelectedId] = useState<number>();
  const [toShow, setToShow] = useState<CellToShow>();
  const [goesOn, setGoesOn] = useState(false);
  const { isSigned } = detail.summary;
  const isFinished = detail.readings.some((known) => known.reading === reading && known.finishedAt !== undefined);
  const isReadOnly = isSigned || isFinished;

  /** Chooses a cell and brings it into the middle, on whichever slide it lies. */
  const goTo = useCallback((cellId: number) => {
    const row = shown.cells.rowOf(cellId);
    const { columns } = shown.cells.getView();
    const itsSlide = row === undefined ? undefined : slideOfCell(detail, columns, row);
    if (!itsSlide) return;
    setSlideId(itsSlide.id);
    setSelectedId(cellId);
    setToShow({ cellId });
  }, [shown.cells, detail]);

  const isReady = shown.state === 'ready';
  useEffect(() => { if (place.slideId !== undefined) setSlideId(place.slideId); }, [place.slideId]);
  /** Gone to once: what is learnt of the case later must not take the slide from under the hand again. */
  const goneTo = useRef<number>(undefined);
  useEffect(() => {
    if (!isReady || goneTo.current === place.cellId) return;
    goneTo.current = place.cellId;
    if (place.cellId !== undefined) goTo(place.cellId);
  }, [isReady, place.cellId, goTo]);

  const walk = useWalk({ shown, filter, order, selectedId, onCell: goTo });
  const onStep = walk.step;
  const selected = useRef(selectedId);
  useEffect(() => { selected.current = selectedId; }, [selectedId]);
  const { onCall, onAccept, onRemove, onGallery } = useMemo(() => {
    const actOn = (act: (cellId: number) => unknown) => (): void => {
      if (selected.current === undefined || isReadOnly) return;
      act(selected.current);
      if (goesOn) onStep(1);
    };
    return {
      onCall: (code: ClassCode) => { actOn((cellId) => acts.callCells([cellId], code))(); },
      onAccept: actOn((cellId) => acts.acceptCells([cellId])),
      onRemove: actOn((cellId) => acts.removeCells([cellId])),
      onGallery: () => {
        const cellId = selected.current;
        // So that the way back leads to the same cell.
        if (cellId !== undefined) open({ screen: 'slide', caseId, cellId }, { replace: true });
        open({ screen: 'gallery', caseId, cellId });
      },
    };
  }, [acts, isReadOnly, goesOn, onStep, open, caseId]);
  const putAway = useCallback(() => { setSelectedId(undefined); }, []);
  const chooseOrder = useCallback((chosen: CellOrder) => { chooseCells(caseId, { order: chosen }); }, [caseId]);
  // The same elements as long as nothing of theirs changes: what they stand in is not drawn again for a cell that is named.
  const filterButton = useMemo(() => <CellFilterButton detail={detail} />, [detail]);
  const slidePicker = useMemo(() => slide && <SlidePicker slides={detail.slides} current={slide} onChoose={(id) => { setSlideId(id); setSelectedId(undefined); }} />, [detail.slides, slide]);
  useKeys(useMemo(() => {
    const go = (by: 1 | -1) => (): void => {
      const next = detail.slides[detail.slides.findIndex(({ id }) => id === slide?.id) + by];
      if (next) { setSlideId(next.id); setSelectedId(undefined); }
    };
    if (detail.slides.length < 2) return [];
    return [{ keys: 'Alt+PageDown', label: slideTexts.nextSlide, group: slideTexts.keyGroup, repeats: true, run: go(1) }, { keys: 'Alt+PageUp', label: slideTexts.previousSlide, group: slideTexts.keyGroup, repeats: true, run: go(-1) }];
  }, [detail.slides, slide?.id]));

  if (!slide) return <div className="screenMessage"><Notice kind="plain" sentence={slideTexts.noSlides} remedy={slideTexts.noSlidesRemedy} /></div>;
  return (
    <div className="slideScreen">
      {shown.failure && <Notice sentence={shown.failure.sentence} remedy={shown.failure.remedy} actions={<Button onPress={shown.reload}>{cellTexts.tryAgain}</Button>} />}
      {isReadOnly && <Notice kind="plain" sentence={isSigned ? slideTexts.readOnlySigned : slideTexts.readOnlyFinished} />}
      <Answer of={description}>
        {(described) => (
          <SlideDesk key={slide.id} slide={slide} description={described} shown={shown} acts={acts} filter={filter} isReadOnly={isReadOnly} selectedId={selectedId} toShow={toShow}
            onSelect={setSelectedId} onCall={onCall} slidePicker={slidePicker}>
            <WalkBar words={walk.words} order={order} hasCell={selectedId !== undefined} isReadOnly={isReadOnly} goesOn={goesOn} onOrder={chooseOrder}
              onStep={onStep} onGoesOn={setGoesOn} onAccept={onAccept} onRemove={onRemove} onGallery={onGallery} onPutAway={putAway}>
              {filterButton}
            </WalkBar>
            {selectedId === undefined
              ? <p className="sidePart quiet">{slideTexts.selectFirst}</p>
              : <CellPanel detail={detail} shown={shown} acts={acts} cellId={selectedId} isReadOnly={isReadOnly} onName={onCall} isAnnounced />}
          </SlideDesk>
        )}
      </Answer>
    </div>
  );
}
