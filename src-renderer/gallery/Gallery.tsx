import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { CellActs } from '../cells/cellActs.ts';
import { chooseCells, useCellChoice } from '../cells/cellChoice.ts';
import { allCells, isCounted } from '../cells/cellFilter.ts';
import { CellPanel } from '../cells/CellPanel.tsx';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { useChosenRows } from '../cells/useChosenRows.ts';
import { useNavigation } from '../shell/navigation.ts';
import { galleryTexts as texts } from '../texts/gallery.ts';
import { Button } from '../ui/Button.tsx';
import { BulkAccept } from './BulkAccept.tsx';
import { ClassRail } from './ClassRail.tsx';
import { GalleryBar } from './GalleryBar.tsx';
import { GalleryGrid } from './GalleryGrid.tsx';
import { groupOfIndex, layOutGallery } from './galleryLayout.ts';
import { groupByClass } from './groupByClass.ts';
import { pictureSides } from './pictureSizes.ts';
import { useGalleryCells } from './useGalleryCells.ts';
import { useGalleryKeys } from './useGalleryKeys.ts';
import { useGalleryLook } from './useGalleryLook.ts';
import { useScrollWindow } from './useScrollWindow.ts';

/** Space beside and below a picture: its frame, and the line under it. */
const frameWidthPx = 10;
const frameHeightPx = 28;
const headHeightPx = 34;

export interface GalleryProps {
  readonly detail: CaseDetail;
  readonly shown: ShownCells;
  readonly acts: CellActs;
  readonly isReadOnly: boolean;
  readonly onReview: () => void;
}

/** All cells of a case as pictures by class: to look through, to name in bulk, to drag from class to class. */
export function Gallery({ detail, shown, acts, isReadOnly, onReview }: GalleryProps): ReactNode {
  const caseId = detail.summary.id;
  const { columns, revision } = shown;
  const { place, open } = useNavigation();
  const { filter, order } = useCellChoice(caseId);
  const { sideStep, isPanelOpen, zoom, togglePanel } = useGalleryLook();
  const [isAcceptingSure, setAcceptingSure] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const [scrollWindow, onScroll] = useScrollWindow(scroller);
  const sidePx = pictureSides[sideStep];
  const lineHeightPx = sidePx + frameHeightPx;

  const rows = useChosenRows(shown, filter, order === 'class' ? 'doubtful' : order);
  const layout = useMemo(
    () => layOutGallery(groupByClass(columns, rows), columns.ids.length, { widthPx: scrollWindow.widthPx, pictureWidthPx: sidePx + frameWidthPx, lineHeightPx, headHeightPx }),
    [columns, rows, scrollWindow.widthPx, sidePx, lineHeightPx],
  );
  const allCount = useMemo(() => { void revision; let count = 0; for (let row = 0; row < columns.ids.length; row++) if (isCounted(columns, row)) count++; return count; }, [columns, revision]);
  const gallery = useGalleryCells(shown, acts, layout, isReadOnly, place.cellId);
  const { activeId, activeIndex } = gallery;
  const activeCode = activeIndex < 0 ? undefined : layout.groups[groupOfIndex(layout, activeIndex)]?.code;

  const openOnSlide = (cellId: number): void => { open({ screen: 'slide', caseId, cellId }); };
  const openClass = (code: string): void => {
    const group = layout.groups.findIndex((candidate) => candidate.code === code);
    if (group < 0) return;
    gallery.goTo(columns.ids[layout.groups[group].rows[0]]);
    scroller.current?.focus({ preventScroll: true });
    scroller.current?.scrollTo({ top: layout.tops[group] });
  };
  // The address keeps the cell, so that the window opens here again. Not at every key: each change of the address draws the frame.
  useEffect(() => {
    const kept = setTimeout(() => { if (activeId !== undefined) open({ screen: 'gallery', caseId, cellId: activeId }, { replace: true }); }, 400);
    return () => { clearTimeout(kept); };
  }, [activeId, caseId, open]);

  useGalleryKeys({
    gallery, activeCode, linesInPage: Math.floor((scrollWindow.heightPx - headHeightPx) / lineHeightPx), zoom, togglePanel, review: () => { if (!isReadOnly) onReview(); },
    openOnSlide: () => { if (activeId !== undefined) openOnSlide(activeId); }, acceptSure: () => { if (!isReadOnly) setAcceptingSure(true); },
  });

  return (
    <div className="gallery" data-panel={isPanelOpen || undefined}>
      <GalleryBar
        detail={detail} shownCount={rows.length} allCount={allCount} selectedCount={gallery.selected.size} isPanelOpen={isPanelOpen} isReadOnly={isReadOnly} canGrow={sideStep < pictureSides.length - 1}
        canShrink={sideStep > 0} onZoom={zoom} onPanel={togglePanel} onReview={onReview} onAcceptSure={() => { setAcceptingSure(true); }}
      />
      <ClassRail shown={shown} currentCode={activeCode} onOpen={openClass} onDropCells={gallery.name} />
      <div className="galleryMain">
        <GalleryGrid
          scroller={scroller} scrollWindow={scrollWindow} onScroll={onScroll} detail={detail} shown={shown} layout={layout} sidePx={sidePx} gallery={gallery} isReadOnly={isReadOnly} onOpenOnSlide={openOnSlide}
        />
        {rows.length === 0 && (
          <div className="galleryEmpty" role="status">
            {columns.ids.length === 0
              ? <p>{texts.noCells}{detail.summary.state === 'counting' && ` ${texts.noCellsYet}`}</p>
              : <><p>{texts.noneShown}</p><Button onPress={() => { chooseCells(caseId, { filter: allCells }); }}>{texts.showAll}</Button></>}
          </div>
        )}
      </div>
      {isPanelOpen && (activeId === undefined ? <div /> : <CellPanel detail={detail} shown={shown} acts={acts} isWithoutClasses cellId={activeId} isReadOnly={isReadOnly} />)}
      <div className="visuallyHidden" role="status">{gallery.said}</div>
      {isAcceptingSure && <BulkAccept detail={detail} shown={shown} acts={acts} filter={filter} onClose={() => { setAcceptingSure(false); }} />}
    </div>
  );
}
