import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { chooseCells, useCellChoice } from '../cells/cellChoice.ts';
import { CellFilterButton } from '../cells/CellFilterButton.tsx';
import { cellOrders } from '../cells/cellOrder.ts';
import { cellTexts } from '../texts/cells.ts';
import { galleryTexts as texts } from '../texts/gallery.ts';
import { Button } from '../ui/Button.tsx';
import { Toolbar, ToolbarSeparator } from '../ui/Toolbar.tsx';

export interface GalleryBarProps {
  readonly detail: CaseDetail;
  /** Cells shown, and all that count. */
  readonly shownCount: number;
  readonly allCount: number;
  readonly selectedCount: number;
  readonly isPanelOpen: boolean;
  readonly isReadOnly: boolean;
  readonly canGrow: boolean;
  readonly canShrink: boolean;
  readonly onZoom: (by: 1 | -1) => void;
  readonly onPanel: () => void;
  readonly onReview: () => void;
  readonly onAcceptSure: () => void;
}

/** What is shown of the gallery and how, and the ways on from it. */
export function GalleryBar(props: GalleryBarProps): ReactNode {
  const { detail, shownCount, allCount, selectedCount, isPanelOpen, isReadOnly, canGrow, canShrink, onZoom, onPanel, onReview, onAcceptSure } = props;
  const caseId = detail.summary.id;
  const { order } = useCellChoice(caseId);
  return (
    <div className="galleryBar">
      <Toolbar label={texts.toolbar}>
        <Button kind="main" isDisabled={isReadOnly} onPress={onReview} shortcut="F2">{texts.review}</Button>
        <Button isDisabled={isReadOnly} onPress={onAcceptSure} shortcut="F4">{texts.acceptSure}</Button>
        <ToolbarSeparator />
        <CellFilterButton detail={detail} />
        <select className="fieldControl galleryOrder" aria-label={texts.order} value={order} onChange={(event) => { chooseCells(caseId, { order: cellOrders.find((known) => known === event.target.value) ?? 'doubtful' }); }}>
          {/* The gallery is by class always. */}
          {cellOrders.filter((known) => known !== 'class' || order === 'class').map((known) => <option key={known} value={known}>{cellTexts.orders[known]}</option>)}
        </select>
        <ToolbarSeparator />
        <Button aria-label={texts.smaller} isDisabled={!canShrink} onPress={() => { onZoom(-1); }}>−</Button>
        <Button aria-label={texts.larger} isDisabled={!canGrow} onPress={() => { onZoom(1); }}>+</Button>
        <Button isPressed={isPanelOpen} onPress={onPanel} shortcut="F3">{texts.panel}</Button>
      </Toolbar>
      <span className="galleryCounts figures">
        {texts.shown(shownCount, allCount)}{selectedCount > 0 && <strong> · {texts.selected(selectedCount)}</strong>}
      </span>
    </div>
  );
}
