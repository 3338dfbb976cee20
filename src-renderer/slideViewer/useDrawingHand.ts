import { useEffect, useRef } from 'react';
import type { SlideCells } from './slideCells.ts';
import { boxAround, boxBetween, boxOnSlide } from './draftBox.ts';
import type { SlideTask } from './slideTask.ts';
import type { SlideView } from './slideView.ts';
import { rowAt } from './useHoveredRow.ts';
import { toSlide } from './viewTransform.ts';

interface Hand {
  readonly slideView: SlideView | undefined;
  readonly slideCells: SlideCells;
  readonly task: SlideTask;
  readonly slideWidthPx: number;
  readonly slideHeightPx: number;
  /** Side of the box that a click puts around a missed cell there, level-0 pixels. */
  readonly newCellSideAt: (xPx: number, yPx: number) => number;
  readonly onSelect: (row: number | undefined) => void;
  readonly onTask: (task: SlideTask) => void;
}

/** A drag shorter than this, in CSS pixels, was a click with an unsteady hand. */
const shortestDrag = 5;

/** What the pointer does on the slide: chooses a cell, or draws a box where one is to be drawn. */
export function useDrawingHand(hand: Hand): void {
  const latest = useRef(hand);
  useEffect(() => { latest.current = hand; });
  const { slideView } = hand;
  useEffect(() => {
    if (!slideView) return undefined;
    let start: { readonly x: number; readonly y: number } | undefined;
    return slideView.onGesture(({ kind, x, y, keepStill }) => {
      const { slideCells, task, slideWidthPx, slideHeightPx, newCellSideAt, onSelect, onTask } = latest.current;
      const { view } = slideView;
      if (!view) return;
      if (task.kind === 'look') {
        if (kind === 'click') onSelect(rowAt(slideView, slideCells, x, y));
        return;
      }
      if (task.kind === 'moveArea') return;
      if (kind === 'press') start = { x, y };
      if (kind === 'click' && task.kind === 'addCell') {
        const { xPx, yPx } = toSlide(view, x, y);
        onTask({ kind: 'addCell', box: boxOnSlide(boxAround(xPx, yPx, newCellSideAt(xPx, yPx)), slideWidthPx, slideHeightPx) });
      }
      if (kind !== 'drag' || !start) return;
      keepStill();
      if (Math.hypot(x - start.x, y - start.y) < shortestDrag) return;
      const from = toSlide(view, start.x, start.y);
      const to = toSlide(view, x, y);
      onTask({ kind: task.kind, box: boxOnSlide(boxBetween(from.xPx, from.yPx, to.xPx, to.yPx), slideWidthPx, slideHeightPx) });
    });
  }, [slideView]);
}
