import { useEffect, useState } from 'react';
import type { SlideView } from './slideView.ts';
import type { ViewTransform } from './viewTransform.ts';

/** The view as it was a moment ago: for what need not follow each frame. At most once in `everyMs`, and once more when it rests. */
export function useSettledView(slideView: SlideView | undefined, everyMs: number): ViewTransform | undefined {
  const [view, setView] = useState<ViewTransform>();
  useEffect(() => {
    setView(slideView?.view);
    if (!slideView) return undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const end = slideView.onMove(() => {
      waiting ??= setTimeout(() => { waiting = undefined; setView(slideView.view); }, everyMs);
    });
    return () => { clearTimeout(waiting); end(); };
  }, [slideView, everyMs]);
  return view;
}
