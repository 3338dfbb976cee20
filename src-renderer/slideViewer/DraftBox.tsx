import { useRef } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import type { BoxPx } from '#shared/geometry/box.ts';
import { slideTexts } from '../texts/slide.ts';
import { pullBox } from './draftBox.ts';
import type { BoxHandle } from './draftBox.ts';
import { PlacedBox } from './PlacedBox.tsx';
import type { SlideView } from './slideView.ts';
import { toSlide } from './viewTransform.ts';

interface DraftBoxProps {
  readonly slideView: SlideView;
  readonly box: BoxPx;
  readonly onChange: (box: BoxPx) => void;
}

interface Pull { readonly handle: BoxHandle; readonly from: { readonly xPx: number; readonly yPx: number }; readonly box: BoxPx }
const cornerHandles = ['nw', 'ne', 'sw', 'se'] as const;

/** The box being drawn: its middle moves it, its corners size it. The keys do the same (`useDraftKeys`). */
export function DraftBox({ slideView, box, onChange }: DraftBoxProps): ReactNode {
  const pull = useRef<Pull>(undefined);
  const pointAt = (event: PointerEvent<HTMLElement>): { xPx: number; yPx: number } | undefined => {
    const stage = event.currentTarget.closest('.slideStage')?.getBoundingClientRect();
    const { view } = slideView;
    return stage && view && toSlide(view, event.clientX - stage.left, event.clientY - stage.top);
  };
  const handlers = (handle: BoxHandle) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const from = pointAt(event);
      if (event.button !== 0 || !from) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      pull.current = { handle, from, box };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const to = pointAt(event);
      const { current } = pull;
      if (current?.handle === handle && to) onChange(pullBox(current.box, handle, to.xPx - current.from.xPx, to.yPx - current.from.yPx));
    },
    onPointerUp: () => { pull.current = undefined; },
    onPointerCancel: () => { pull.current = undefined; },
  });
  return (
    <PlacedBox slideView={slideView} box={box} className="draftBox" role="img" aria-label={slideTexts.draftBox} {...handlers('all')}>
      {cornerHandles.map((handle) => <span key={handle} className="draftHandle" data-handle={handle} {...handlers(handle)} />)}
    </PlacedBox>
  );
}
