import { useLayoutEffect, useRef } from 'react';
import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { SlideView } from './slideView.ts';
import { toScreen } from './viewTransform.ts';
import type { ViewTransform } from './viewTransform.ts';

interface PlacedBoxProps extends ComponentPropsWithoutRef<'div'> {
  readonly slideView: SlideView;
  readonly box: BoxPx;
  /** CSS pixels around the box that belong to it too. */
  readonly margin?: number;
}

function place(element: HTMLElement, view: ViewTransform, { xPx, yPx, widthPx, heightPx }: BoxPx, margin: number): void {
  const middle = toScreen(view, xPx + widthPx / 2, yPx + heightPx / 2);
  const width = widthPx * view.scale + 2 * margin;
  const height = heightPx * view.scale + 2 * margin;
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
  element.style.transform = `translate(${middle.x - width / 2}px, ${middle.y - height / 2}px) rotate(${view.rotationDegrees}deg)`;
}

/** An element that lies over a box of the slide and moves with it, without a drawing of React's at each frame. */
export function PlacedBox({ slideView, box, margin = 0, style, ...rest }: PlacedBoxProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const put = (view: ViewTransform | undefined): void => { if (view && element.current) place(element.current, view, box, margin); };
    put(slideView.view);
    return slideView.onMove(put);
  }, [slideView, box, margin]);
  return <div ref={element} style={{ position: 'absolute', left: 0, top: 0, ...style }} {...rest} />;
}
