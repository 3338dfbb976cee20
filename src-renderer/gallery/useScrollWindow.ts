import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Which part of a scrolled element is drawn, and its size. */
export interface ScrollWindow { readonly widthPx: number; readonly heightPx: number; readonly fromPx: number; readonly toPx: number }

/** Views drawn ahead in the direction of scrolling, and behind: pictures load before they are seen. */
const viewsAhead = 2;
const viewsBehind = 0.75;
/** After the element is first seen only what is in sight is drawn for so long: the first pictures don't wait for those beyond the edge. */
const firstSightMs = 600;
/** The window moves in steps of this share of a view, so that most scroll events draw nothing. */
const stepShare = 0.25;

/** Follows the size and the scrolling of an element. Gives the window, and what to call on `scroll`. */
export function useScrollWindow(element: RefObject<HTMLElement | null>): readonly [ScrollWindow, () => void] {
  const [seen, setSeen] = useState({ widthPx: 0, heightPx: 0, stepPx: 0, isDown: true });
  const look = useCallback(() => {
    const scrolled = element.current;
    if (!scrolled) return;
    const { clientWidth: widthPx, clientHeight: heightPx, scrollTop } = scrolled;
    const size = Math.max(1, heightPx * stepShare);
    const stepPx = Math.floor(scrollTop / size) * size;
    setSeen((before) => (before.widthPx === widthPx && before.heightPx === heightPx && before.stepPx === stepPx ? before : { widthPx, heightPx, stepPx, isDown: stepPx >= before.stepPx }));
  }, [element]);
  useLayoutEffect(() => {
    look();
    const observer = new ResizeObserver(look);
    if (element.current) observer.observe(element.current);
    return () => { observer.disconnect(); };
  }, [element, look]);
  const [isFirstSight, setFirstSight] = useState(true);
  useEffect(() => {
    const over = setTimeout(() => { setFirstSight(false); }, firstSightMs);
    return () => { clearTimeout(over); };
  }, []);
  const { widthPx, heightPx, stepPx, isDown } = seen;
  const before = isFirstSight ? 0 : heightPx * (isDown ? viewsBehind : viewsAhead);
  const after = heightPx * (1 + stepShare + (isFirstSight ? 0 : isDown ? viewsAhead : viewsBehind));
  return [{ widthPx, heightPx, fromPx: stepPx - before, toPx: stepPx + after }, look];
}
