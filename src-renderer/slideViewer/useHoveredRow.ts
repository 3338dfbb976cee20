import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { SlideCells } from './slideCells.ts';
import type { SlideView } from './slideView.ts';
import { toSlide } from './viewTransform.ts';

/** CSS pixels beside a cell from which it can still be pointed at. */
export const pointerReach = 5;

/** The cell under a place of the viewer, CSS pixels. */
export function rowAt(slideView: SlideView, slideCells: SlideCells, x: number, y: number): number | undefined {
  const { view } = slideView;
  if (!view) return undefined;
  const { xPx, yPx } = toSlide(view, x, y);
  return slideCells.index.cellAt(xPx, yPx, pointerReach / view.scale, slideCells.isShown);
}

/** The cell under the pointer, looked for at most once a frame; none while a button is held. */
export function useHoveredRow(stage: RefObject<HTMLElement | null>, slideView: SlideView | undefined, slideCells: SlideCells, enabled: boolean): number | undefined {
  const [row, setRow] = useState<number>();
  useEffect(() => {
    const element = stage.current;
    if (!element || !slideView || !enabled) return undefined;
    let frame = 0;
    const leave = (): void => { setRow(undefined); };
    const look = (event: PointerEvent): void => {
      if (event.buttons !== 0) { leave(); return; }
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        const { left, top } = element.getBoundingClientRect();
        setRow(rowAt(slideView, slideCells, event.clientX - left, event.clientY - top));
      });
    };
    element.addEventListener('pointermove', look);
    element.addEventListener('pointerleave', leave);
    const end = slideView.onMove(leave);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('pointermove', look);
      element.removeEventListener('pointerleave', leave);
      end();
      setRow(undefined);
    };
  }, [stage, slideView, slideCells, enabled]);
  return row;
}
