import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { slideTexts } from '../texts/slide.ts';
import { magnificationOfScale, magnificationWords } from './magnification.ts';
import { scaleBar } from './scaleBar.ts';
import type { SlideView } from './slideView.ts';
import { toSlide } from './viewTransform.ts';
import { useSettledView } from './useSettledView.ts';

interface SlideReadoutProps {
  readonly slideView: SlideView;
  readonly micrometresPerPixel: number | undefined;
  /** Element over which the pointer's place is read. */
  readonly stage: RefObject<HTMLElement | null>;
}

/** Longest scale bar, CSS pixels. */
const longestBar = 150;

/** Scale bar, magnification, and where on the glass the pointer stands, or the middle of the view without one. */
export function SlideReadout({ slideView, micrometresPerPixel, stage }: SlideReadoutProps): ReactNode {
  const view = useSettledView(slideView, 120);
  const position = useRef<HTMLSpanElement>(null);
  const bar = view && micrometresPerPixel !== undefined ? scaleBar(micrometresPerPixel / view.scale, longestBar) : undefined;

  useEffect(() => {
    const element = stage.current;
    let pointer: { x: number; y: number } | undefined;
    const write = (): void => {
      const seen = slideView.view;
      if (!seen || !position.current) return;
      const { xPx, yPx } = toSlide(seen, pointer?.x ?? seen.screenWidth / 2, pointer?.y ?? seen.screenHeight / 2);
      position.current.textContent = micrometresPerPixel === undefined
        ? slideTexts.positionPixels(xPx, yPx)
        : slideTexts.positionMm(xPx * micrometresPerPixel, yPx * micrometresPerPixel);
    };
    const follow = (event: PointerEvent): void => {
      const { left, top } = element!.getBoundingClientRect();
      pointer = { x: event.clientX - left, y: event.clientY - top };
      write();
    };
    const leave = (): void => { pointer = undefined; write(); };
    element?.addEventListener('pointermove', follow);
    element?.addEventListener('pointerleave', leave);
    write();
    const end = slideView.onMove(write);
    return () => {
      element?.removeEventListener('pointermove', follow);
      element?.removeEventListener('pointerleave', leave);
      end();
    };
  }, [slideView, micrometresPerPixel, stage]);

  return (
    <div className="slideReadout figures">
      {bar && <span className="scaleBar"><span className="scaleBarLine" style={{ inlineSize: bar.lengthOnScreen }} />{bar.words}</span>}
      {view && micrometresPerPixel !== undefined && <span>{magnificationWords(magnificationOfScale(view.scale, micrometresPerPixel))}</span>}
      {micrometresPerPixel === undefined && <span>{slideTexts.noScale}</span>}
      <span ref={position} />
    </div>
  );
}
