import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PointerEvent, ReactNode, RefObject } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { galleryTexts as texts } from '../texts/gallery.ts';
import { GalleryGroup } from './GalleryGroup.tsx';
import type { GalleryLayout } from './galleryLayout.ts';
import { HoverPreview } from './HoverPreview.tsx';
import type { HoveredCell } from './HoverPreview.tsx';
import { isLineSeen, scrollAfterChange, scrollToShow } from './scrollInGallery.ts';
import { carryCells } from './useCellDrop.ts';
import type { GalleryCells } from './useGalleryCells.ts';
import type { ScrollWindow } from './useScrollWindow.ts';

/** How long the pointer rests on a picture before its surroundings are shown. */
const hoverMs = 450;

export interface GalleryGridProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scrollWindow: ScrollWindow;
  readonly onScroll: () => void;
  readonly detail: CaseDetail;
  readonly shown: ShownCells;
  readonly layout: GalleryLayout;
  readonly sidePx: number;
  readonly gallery: GalleryCells;
  readonly isReadOnly: boolean;
  readonly onOpenOnSlide: (id: number) => void;
}

const cellOf = (target: EventTarget): HTMLElement | null => (target as HTMLElement).closest<HTMLElement>('[data-cell]');
const idOf = (tile: HTMLElement): number => Number(tile.dataset['cell']);

/** All pictures of the case by class. Only the lines that are seen, and some around them, exist. */
export function GalleryGrid({ scroller, scrollWindow, onScroll, detail, shown, layout, sidePx, gallery, isReadOnly, onOpenOnSlide }: GalleryGridProps): ReactNode {
  const { activeId, activeIndex, selected } = gallery;
  const dragLabel = useRef<HTMLDivElement>(null);
  const hoverTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [hovered, setHovered] = useState<HoveredCell>();
  const drawn = useRef<{ layout: GalleryLayout; activeId?: number; activeIndex: number }>({ layout, activeIndex: -1 });

  useLayoutEffect(() => {
    const view = scroller.current;
    if (!view || view.clientHeight === 0) return;
    const before = drawn.current;
    drawn.current = { layout, activeId, activeIndex };
    const activeRow = activeId === undefined ? undefined : shown.cells.rowOf(activeId);
    let scrollPx = view.scrollTop;
    const wasSeen = before.activeIndex >= 0 && isLineSeen(before.layout, before.activeIndex, scrollPx, view.clientHeight);
    if (before.layout !== layout) scrollPx = scrollAfterChange(before.layout, layout, scrollPx, view.clientHeight, activeRow);
    // Who has scrolled away from the cell stood on is not taken back to it by what a count finds before it.
    if (activeIndex >= 0 && (before.activeId !== activeId || (wasSeen && before.activeIndex !== activeIndex))) scrollPx = scrollToShow(layout, activeIndex, scrollPx, view.clientHeight);
    if (scrollPx !== view.scrollTop) view.scrollTop = scrollPx;
  }, [scroller, layout, activeIndex, activeId, shown.cells, scrollWindow.heightPx]);

  // From a list of tabs the person goes on with the arrows: focus is not taken away from there.
  useEffect(() => { if (document.activeElement?.getAttribute('role') !== 'tab') scroller.current?.focus({ preventScroll: true }); }, [scroller]);
  useEffect(() => () => { clearTimeout(hoverTimer.current); }, []);

  const stopHovering = (): void => { clearTimeout(hoverTimer.current); setHovered(undefined); };
  const hover = (event: PointerEvent): void => {
    const tile = cellOf(event.target);
    if (!tile || event.pointerType !== 'mouse' || event.buttons !== 0) { stopHovering(); return; }
    const id = idOf(tile);
    if (hovered?.id === id) return;
    stopHovering();
    hoverTimer.current = setTimeout(() => { setHovered({ id, box: tile.getBoundingClientRect() }); }, hoverMs);
  };

  let lineNumber = 1;
  return (
    <div
      ref={scroller} role="grid" tabIndex={0} className="galleryGrid" aria-label={texts.cells} aria-multiselectable="true" aria-readonly={isReadOnly} aria-colcount={layout.across}
      aria-rowcount={layout.groups.reduce((lines, { rows }) => lines + 1 + Math.ceil(rows.length / layout.across), 0)} aria-activedescendant={activeId === undefined ? undefined : `cell${activeId}`}
      onScroll={() => { stopHovering(); onScroll(); }} onPointerOver={hover} onPointerLeave={stopHovering}
      onClick={(event) => {
        const tile = cellOf(event.target);
        if (tile) gallery.click(idOf(tile), { toggle: event.ctrlKey || event.metaKey, stretch: event.shiftKey });
      }}
      onDoubleClick={(event) => { const tile = cellOf(event.target); if (tile) onOpenOnSlide(idOf(tile)); }}
      onDragStart={(event) => {
        const tile = cellOf(event.target);
        if (!tile || isReadOnly) { event.preventDefault(); return; }
        stopHovering();
        const id = idOf(tile);
        const ids = selected.has(id) ? [...selected] : [id];
        if (!selected.has(id)) gallery.click(id, { toggle: false, stretch: false });
        if (dragLabel.current) dragLabel.current.textContent = texts.selected(ids.length);
        carryCells(event, ids, ids.length > 1 ? dragLabel.current : null);
      }}
    >
      <div role="presentation" className="galleryGround" style={{ blockSize: layout.tops[layout.groups.length] }}>
        {layout.groups.map(({ code, rows }, place) => {
          const firstLineNumber = lineNumber;
          lineNumber += 1 + Math.ceil(rows.length / layout.across);
          const isActive = activeIndex >= layout.firsts[place] && activeIndex < layout.firsts[place + 1];
          return (
            <GalleryGroup
              key={code} shown={shown} layout={layout} place={place} fromPx={scrollWindow.fromPx} toPx={scrollWindow.toPx} firstLineNumber={firstLineNumber} sidePx={sidePx} activeId={activeId}
              isActive={isActive} selected={selected} isReadOnly={isReadOnly} onAcceptRest={gallery.acceptRest} onDropCells={gallery.name}
            />
          );
        })}
      </div>
      <div ref={dragLabel} className="galleryDragLabel" aria-hidden="true" />
      {hovered && <HoverPreview detail={detail} shown={shown} hovered={hovered} />}
    </div>
  );
}
