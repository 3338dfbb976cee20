import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { slideTexts } from '../texts/slide.ts';
import { magnificationOfScale, magnificationWords } from './magnification.ts';
import { placeOnSlide } from './placeOnSlide.ts';
import { scaleBar } from './scaleBar.ts';
import { scaleAt, scaleOfBox } from './scaleOnSlide.ts';
import type { ScaledSlide } from './scaleOnSlide.ts';
import type { SlideView } from './slideView.ts';
import { slideBoxOf, toSlide } from './viewTransform.ts';
import { useSettledView } from './useSettledView.ts';

interface SlideReadoutProps {
  readonly slideView: SlideView;
  readonly slide: ScaledSlide;
  /** Element over which the pointer's place is read. */
  readonly stage: RefObject<HTMLElement | null>;
}

/** Longest scale bar, CSS pixels. */
const longestBar = 150;

function positionWords(slide: ScaledSlide, xPx: number, yPx: number): string {
  const place = placeOnSlide(slide, xPx, yPx);
  if (!place) return slideTexts.betweenFields;
  const { field, micrometresPerPixel } = place;
  return micrometresPerPixel === undefined ? slideTexts.positionPixels(place.xPx, place.yPx, field) : slideTexts.positionMm(place.xPx * micrometresPerPixel, place.yPx * micrometresPerPixel, field);
}

/** Scale bar and magnification in the middle of the view, and where on the glass the pointer stands, or the middle of the view without one. */
export function SlideReadout({ slideView, slide, stage }: SlideReadoutProps): ReactNode {
  const view = useSettledView(slideView, 120);
  const position = useRef<HTMLSpanElement>(null);
  const micrometresPerPixel = view ? scaleAt(slide, view.centreXPx, view.centreYPx) : slide.micrometresPerPixel;
  const bar = view && micrometresPerPixel !== undefined ? scaleBar(micrometresPerPixel / view.scale, longestBar) : undefined;
  const isOfMiddle = bar !== undefined && scaleOfBox(slide, slideBoxOf(view!)) === undefined;

  useEffect(() => {
    const element = stage.current;
    // A text that is changed in place: a new one would have the whole window looked over for what can take the focus, frame by frame.
    const words = document.createTextNode('');
    position.current?.replaceChildren(words);
    let pointer: { x: number; y: number } | undefined;
    let frame: number | undefined;
    const write = (): void => {
      frame = undefined;
      const seen = slideView.view;
      if (!seen) return;
      const { xPx, yPx } = pointer ? toSlide(seen, pointer.x, pointer.y) : toSlide(seen, seen.screenWidth / 2, seen.screenHeight / 2);
      words.data = positionWords(slide, xPx, yPx);
    };
    // A mouse tells its place more often than there are frames.
    const writeSoon = (): void => { frame ??= requestAnimationFrame(write); };
    const follow = ({ clientX, clientY }: PointerEvent): void => {
      // Measured here, before the frame moves anything: measured after that, everything would be laid out twice a frame.
      const { left, top } = element!.getBoundingClientRect();
      pointer = { x: clientX - left, y: clientY - top };
      writeSoon();
    };
    const leave = (): void => { pointer = undefined; writeSoon(); };
    element?.addEventListener('pointermove', follow);
    element?.addEventListener('pointerleave', leave);
    write();
    const end = slideView.onMove(writeSoon);
    return () => {
      element?.removeEventListener('pointermove', follow);
      element?.removeEventListener('pointerleave', leave);
      end();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [slideView, slide, stage]);

  return (
    <div className="slideReadout figures">
      {bar && <span className="scaleBar"><span className="scaleBarLine" style={{ inlineSize: bar.lengthOnScreen }} />{bar.words}</span>}
      {isOfMiddle && <span>{slideTexts.barOfMiddle}</span>}
      {view && micrometresPerPixel !== undefined && <span>{magnificationWords(magnificationOfScale(view.scale, micrometresPerPixel))}</span>}
      {micrometresPerPixel === undefined && <span>{slideTexts.noScale}</span>}
      <span ref={position} />
    </div>
  );
}
