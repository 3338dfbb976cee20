import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';

/** The inner width of a place in CSS pixels, and the screen's pixels a CSS pixel; both followed as they change. */
export function useRoom(place: RefObject<HTMLElement | null>): { readonly widthCss: number; readonly devicePixelRatio: number } {
  const [room, setRoom] = useState({ widthCss: 0, devicePixelRatio: window.devicePixelRatio });
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const measure = (): void => {
      const style = getComputedStyle(element);
      const widthCss = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      setRoom((before) => (before.widthCss === widthCss && before.devicePixelRatio === window.devicePixelRatio ? before : { widthCss, devicePixelRatio: window.devicePixelRatio }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Moving the window to another screen, or scaling it, changes the ratio and not always the size.
    window.addEventListener('resize', measure);
    return () => { observer.disconnect(); window.removeEventListener('resize', measure); };
  }, [place]);
  return room;
}
