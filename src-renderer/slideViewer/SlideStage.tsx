import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { SlideDescription } from '#shared/contract/caseCommands.ts';
import { askOfFilesAgain } from '../bridge/askOfFilesAgain.ts';
import { slideTexts } from '../texts/slide.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { DraftBox } from './DraftBox.tsx';
import { boxOnSlide } from './draftBox.ts';
import type { SlideCells } from './slideCells.ts';
import type { SlideLayers } from './slideLayers.ts';
import { SlideMarks } from './SlideMarks.tsx';
import { SlideReadout } from './SlideReadout.tsx';
import { boxOfTask } from './slideTask.ts';
import type { SlideTask } from './slideTask.ts';
import type { SlideView } from './slideView.ts';
import { useDrawingHand } from './useDrawingHand.ts';
import { useSlideLayers } from './useSlideLayers.ts';
import { useSlideView } from './useSlideView.ts';

interface SlideStageProps {
  readonly description: SlideDescription;
  readonly slideCells: SlideCells;
  readonly layers: SlideLayers;
  readonly selectedRow: number | undefined;
  readonly task: SlideTask;
  /** Side of the box that a click puts around a missed cell there, level-0 pixels. */
  readonly newCellSideAt: (xPx: number, yPx: number) => number;
  readonly onSelect: (row: number | undefined) => void;
  readonly onTask: (task: SlideTask) => void;
  /** The viewer, once it is there; undefined when it goes. */
  readonly onView: (slideView: SlideView | undefined) => void;
}

/** The slide with all that lies over it. It takes the focus, so that a screen reader says where it is; the keys work from anywhere. */
export function SlideStage({ description, slideCells, layers, selectedRow, task, newCellSideAt, onSelect, onTask, onView }: SlideStageProps): ReactNode {
  const stage = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const navigator = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isPartMissing, setPartMissing] = useState(false);
  const slideView = useSlideView(picture, navigator, description);
  const [{ widthPx, heightPx }] = description.levels;

  useEffect(() => { onView(slideView); }, [slideView, onView]);
  useEffect(() => slideView?.onPictureFailure(() => { setPartMissing(true); }), [slideView]);
  // Where the file is gone, the head of the case says so, with the way to say where it is now.
  useEffect(() => {
    if (!isPartMissing) return undefined;
    askOfFilesAgain();
    return askOfFilesAgain;
  }, [isPartMissing]);
  useSlideLayers({ slideView, canvas, slideCells, description, layers, withoutArea: task.kind === 'moveArea' ? task.areaId : undefined });
  useDrawingHand({ slideView, slideCells, task, slideWidthPx: widthPx, slideHeightPx: heightPx, newCellSideAt, onSelect, onTask });

  const box = boxOfTask(task);
  return (
    <div className="slideStage" ref={stage} data-task={task.kind}>
      <div ref={picture} className="slidePicture" />
      <canvas ref={canvas} className="slideCells" aria-hidden="true" />
      <div className="slideMarks">
        {slideView && <SlideMarks slideView={slideView} slideCells={slideCells} stage={stage} selectedRow={selectedRow} marksHovered={task.kind === 'look' && layers.cells} />}
        {slideView && box && task.kind !== 'look' && <DraftBox slideView={slideView} box={box} onChange={(changed) => { onTask({ ...task, box: boxOnSlide(changed, widthPx, heightPx) }); }} />}
      </div>
      {slideView && <SlideReadout slideView={slideView} slide={description} stage={stage} />}
      <div ref={navigator} className="slideNavigator" role="group" aria-label={slideTexts.navigator} />
      {isPartMissing && (
        <div className="slideNotice">
          <Notice sentence={slideTexts.partMissing} remedy={slideTexts.partMissingRemedy} onDismiss={() => { setPartMissing(false); }}
            actions={<Button onPress={() => { setPartMissing(false); slideView?.loadAgain(); }}>{slideTexts.tryAgain}</Button>} />
        </div>
      )}
    </div>
  );
}
