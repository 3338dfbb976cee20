import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { SlideDescription, SlideSummary } from '#shared/contract/caseCommands.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { CellActs } from '../cells/cellActs.ts';
import type { CellFilter } from '../cells/cellFilter.ts';
import { ClassButtons } from '../cells/ClassButtons.tsx';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { useClassKeys } from '../session/useClassKeys.ts';
import { slideTexts } from '../texts/slide.ts';
import { Notice } from '../ui/Notice.tsx';
import { AreasPanel } from './AreasPanel.tsx';
import { CellsInView } from './CellsInView.tsx';
import { QualityLegend } from './QualityLegend.tsx';
import { scaleOfMagnification } from './magnification.ts';
import { scaleAt } from './scaleOnSlide.ts';
import { firstLayers } from './slideLayers.ts';
import { boxOfRow } from './SlideMarks.tsx';
import { SlideProblems } from './SlideProblems.tsx';
import { SlideStage } from './SlideStage.tsx';
import { looking } from './slideTask.ts';
import type { SlideTask } from './slideTask.ts';
import { SlideTools } from './SlideTools.tsx';
import type { SlideView } from './slideView.ts';
import { TaskBar } from './TaskBar.tsx';
import { useSlideCells } from './useSlideCells.ts';

/** A cell to be brought into the middle; another object for each time, though it be the same cell. */
export interface CellToShow { readonly cellId: number }

interface SlideDeskProps {
  readonly slide: SlideSummary;
  readonly description: SlideDescription;
  readonly shown: ShownCells;
  readonly acts: CellActs;
  readonly filter: CellFilter;
  readonly isReadOnly: boolean;
  readonly selectedId: number | undefined;
  readonly toShow: CellToShow | undefined;
  readonly onSelect: (cellId: number | undefined) => void;
  /** Names the chosen cell. */
  readonly onCall: (code: ClassCode) => void;
  /** Stands at the head of the tools: the choice between slides. */
  readonly slidePicker: ReactNode;
  /** Stands at the side, but while a missed cell is to be named: filter, walk, and the chosen cell. */
  readonly children: ReactNode;
}

/** Width of the box that a click puts around a missed cell. */
const newCellUm = 14;
const newCellSideWithoutScale = 60;
/** A cell that is brought into view is at least so large, in CSS pixels; and without a smaller choice is seen at 40×. */
const smallestShownCell = 28;
const shownMagnification = 40;

/** One slide on the desk: the picture, the tools above it, and what is known of it at the side. */
export function SlideDesk({ slide, description, shown, acts, filter, isReadOnly, selectedId, toShow, onSelect, onCall, slidePicker, children }: SlideDeskProps): ReactNode {
  const [slideView, setSlideView] = useState<SlideView>();
  const [layers, setLayers] = useState(firstLayers);
  const [task, setTask] = useState<SlideTask>(looking);
  const { slideId } = description;
  const slideCells = useSlideCells(shown.cells, slide.position, filter);
  const newCellSideAt = useCallback((xPx: number, yPx: number) => {
    const micrometresPerPixel = scaleAt(description, xPx, yPx);
    return micrometresPerPixel === undefined ? slideCells.index.typicalSidePx || newCellSideWithoutScale : newCellUm / micrometresPerPixel;
  }, [description, slideCells]);
  const selectedRow = selectedId === undefined ? undefined : shown.cells.rowOf(selectedId);

  const showBox = useCallback(({ xPx, yPx, widthPx, heightPx }: BoxPx) => {
    const view = slideView?.view;
    const fits = view && Math.min(view.screenWidth / widthPx, view.screenHeight / heightPx) * 0.8;
    slideView?.centreOn(xPx + widthPx / 2, yPx + heightPx / 2, { scale: fits });
  }, [slideView]);

  const lastShown = useRef<CellToShow>(undefined);
  useEffect(() => {
    if (!slideView || !toShow || lastShown.current === toShow) return;
    const row = shown.cells.rowOf(toShow.cellId);
    if (row === undefined || shown.columns.slides[row] !== slide.position) return;
    lastShown.current = toShow;
    const { xPx, yPx, widthPx, heightPx } = boxOfRow(shown.columns, row);
    const side = Math.max(widthPx, heightPx);
    const isSmall = side * (slideView.view?.scale ?? 0) < smallestShownCell;
    const [middleX, middleY] = [xPx + widthPx / 2, yPx + heightPx / 2];
    const micrometresPerPixel = scaleAt(description, middleX, middleY);
    const wanted = micrometresPerPixel === undefined ? 1 : scaleOfMagnification(shownMagnification, micrometresPerPixel);
    slideView.centreOn(middleX, middleY, { scale: isSmall ? Math.max(wanted, smallestShownCell / side) : undefined });
  }, [slideView, toShow, shown, slide.position, description]);

  const selectRow = useCallback((row: number | undefined) => { onSelect(row === undefined ? undefined : slideCells.columns.ids[row]); }, [onSelect, slideCells]);
  const nameWith = useCallback((code: ClassCode) => {
    if (task.kind === 'look') onCall(code);
    // Whatever else is drawn, the cell chosen before is not what is worked at.
    if (task.kind !== 'addCell' || !task.box) return;
    setTask({ kind: 'addCell' });
    void acts.addCell(slideId, task.box, code).then((change) => { if (change) onSelect(change.changed.added[0]?.cellId); });
  }, [task, acts, slideId, onCall, onSelect]);
  useClassKeys(slideTexts.walk, nameWith, !isReadOnly);

  const exclude = useCallback((box: BoxPx, reason: string) => { setTask(looking); void acts.excludeArea(slideId, box, reason); }, [acts, slideId]);
  const moveArea = useCallback((areaId: number, box: BoxPx) => { setTask(looking); void acts.moveArea(areaId, box); }, [acts]);
  const begin = useCallback((kind: 'addCell' | 'excludeArea') => {
    setTask((now) => (now.kind === kind ? looking : { kind }));
    slideView?.focus();
  }, [slideView]);

  const namesMissed = task.kind === 'addCell' && task.box !== undefined;
  return (
    <div className="slideDesk">
      <div className="slideTools">
        <SlideTools slideView={slideView} description={description} layers={layers} task={task.kind} isReadOnly={isReadOnly} slidePicker={slidePicker} onLayers={setLayers} onBegin={begin} />
      </div>
      <div className="slideMain">
        {slide.problem !== undefined && <Notice kind="warning" sentence={slide.problem} />}
        {task.kind !== 'look' && <TaskBar slideView={slideView} task={task} newCellSideAt={newCellSideAt} onTask={setTask} onExclude={exclude} onMoveArea={moveArea} />}
        <SlideStage description={description} slideCells={slideCells} layers={layers} selectedRow={selectedRow} task={task} newCellSideAt={newCellSideAt}
          onSelect={selectRow} onTask={setTask} onView={setSlideView} />
      </div>
      <div className="slideSide">
        {layers.quality && <QualityLegend qualityMap={description.qualityMap} />}
        {namesMissed && <div className="sidePart"><ClassButtons onChoose={nameWith} /></div>}
        {/* Not taken out: what comes back would stand before the task in the order of keys. */}
        <div className="sideOfChosen" hidden={namesMissed}>{children}</div>
        <SlideProblems description={description} onShow={showBox} />
        <AreasPanel areas={description.excludedAreas} slide={description} isReadOnly={isReadOnly} onShow={showBox}
          onMove={({ areaId, reason, box }) => { showBox(box); setTask({ kind: 'moveArea', areaId, reason, box }); slideView?.focus(); }} onInclude={(areaId) => { void acts.includeArea(areaId); }} />
        <CellsInView slideView={slideView} slideCells={slideCells} slide={description} selectedId={selectedId} onSelect={selectRow} />
      </div>
    </div>
  );
}
