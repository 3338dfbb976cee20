import { memo, useMemo } from 'react';
import type { ReactNode } from 'react';
import { slideTexts } from '../texts/slide.ts';
import { Button } from '../ui/Button.tsx';
import { ToolbarSeparator } from '../ui/Toolbar.tsx';
import { useKeys } from '../ui/useKeys.ts';
import { magnificationOfScale, magnifications, scaleOfMagnification } from './magnification.ts';
import { scaleAt } from './scaleOnSlide.ts';
import type { ScaledSlide } from './scaleOnSlide.ts';
import type { SlideView } from './slideView.ts';
import { useSettledView } from './useSettledView.ts';

interface SlideViewToolbarProps { readonly slideView: SlideView | undefined; readonly slide: ScaledSlide }

/** How far an arrow key moves the view, as a share of its smaller side, and how much a key zooms. */
const panShare = 0.2;
const zoomStep = 1.5;
const turnDegrees = 15;

/** How the slide is looked at: magnification, zoom, rotation, with the keys that do the same. Not drawn again for a cell that is named. */
export const SlideViewToolbar = memo(function SlideViewToolbar({ slideView, slide }: SlideViewToolbarProps): ReactNode {
  const view = useSettledView(slideView, 200);
  const micrometresPerPixel = view ? scaleAt(slide, view.centreXPx, view.centreYPx) : slide.micrometresPerPixel;
  const magnification = view && micrometresPerPixel !== undefined ? magnificationOfScale(view.scale, micrometresPerPixel) : undefined;
  const degrees = view?.rotationDegrees ?? 0;

  const acts = useMemo(() => {
    const pan = (x: number, y: number) => (): void => {
      const seen = slideView?.view;
      if (seen) slideView.panBy(x * panShare * Math.min(seen.screenWidth, seen.screenHeight), y * panShare * Math.min(seen.screenWidth, seen.screenHeight));
    };
    return {
      left: pan(-1, 0), right: pan(1, 0), up: pan(0, -1), down: pan(0, 1),
      zoomIn: () => slideView?.zoomBy(zoomStep), zoomOut: () => slideView?.zoomBy(1 / zoomStep), whole: () => slideView?.showAll(),
      // By the field that stands in the middle when it is pressed: what the toolbar shows is a moment older.
      magnify: (factor: number): void => {
        const seen = slideView?.view, micrometres = seen && scaleAt(slide, seen.centreXPx, seen.centreYPx);
        if (micrometres !== undefined) slideView?.zoomTo(scaleOfMagnification(factor, micrometres));
      },
      turn: (by: number) => slideView?.rotateTo((slideView.view?.rotationDegrees ?? 0) + by),
    };
  }, [slideView, slide]);
  useKeys(useMemo(() => {
    const key = (keys: string | readonly string[], label: string, run: () => void) => ({ keys, label, group: slideTexts.keyGroup, repeats: true, run });
    return [
      key('ArrowLeft', slideTexts.pan.left, acts.left), key('ArrowRight', slideTexts.pan.right, acts.right), key('ArrowUp', slideTexts.pan.up, acts.up), key('ArrowDown', slideTexts.pan.down, acts.down),
      key(['+', '='], slideTexts.zoomIn, acts.zoomIn), key(['-', '_'], slideTexts.zoomOut, acts.zoomOut), key('Home', slideTexts.wholeSlide, acts.whole),
      key('Ctrl+ArrowLeft', slideTexts.rotateLeft, () => { acts.turn(-turnDegrees); }), key('Ctrl+ArrowRight', slideTexts.rotateRight, () => { acts.turn(turnDegrees); }),
      key('Ctrl+ArrowUp', slideTexts.upright, () => slideView?.rotateTo(0)),
    ];
  }, [acts, slideView]));

  return (
    <>
      {micrometresPerPixel !== undefined && magnifications.map((factor) => (
        <Button key={factor} aria-label={slideTexts.magnificationName(factor)} isPressed={magnification !== undefined && Math.abs(magnification / factor - 1) < 0.02}
          onPress={() => { acts.magnify(factor); }}>{slideTexts.magnification(factor)}</Button>
      ))}
      <Button kind="quiet" aria-label={slideTexts.zoomOut} onPress={acts.zoomOut}>−</Button>
      <Button kind="quiet" aria-label={slideTexts.zoomIn} onPress={acts.zoomIn}>+</Button>
      <Button kind="quiet" onPress={acts.whole}>{slideTexts.wholeSlide}</Button>
      <ToolbarSeparator />
      <Button kind="quiet" aria-label={slideTexts.rotateLeft} onPress={() => { acts.turn(-turnDegrees); }}>↺</Button>
      <Button kind="quiet" aria-label={slideTexts.rotateRight} onPress={() => { acts.turn(turnDegrees); }}>↻</Button>
      {degrees !== 0 && <Button kind="quiet" aria-label={`${slideTexts.upright} (${slideTexts.rotated(degrees)})`} onPress={() => slideView?.rotateTo(0)}>{slideTexts.rotated(degrees)}</Button>}
    </>
  );
});
