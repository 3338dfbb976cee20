import { useState } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { CellActs } from '../cells/cellActs.ts';
import { reviewStateOf } from '../cells/cellFilter.ts';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { galleryTexts as texts } from '../texts/gallery.ts';
import { rowAtIndex } from './galleryLayout.ts';
import type { GalleryLayout } from './galleryLayout.ts';
import { nothingSelected, onlyShown, selectOne, stretchTo, toggleOne } from './gallerySelection.ts';
import type { GallerySelection } from './gallerySelection.ts';
import { moveInGallery } from './moveInGallery.ts';
import type { GalleryStep } from './moveInGallery.ts';
import { ServiceFailure } from '../bridge/serviceFailure.ts';
import { showFailure } from '../shell/failureLog.ts';
import { classBook } from '../ui/classBook.ts';
import { areAcceptedTogether, isAcceptedTogether } from './acceptTogether.ts';

/** What the person stands on and has selected in the gallery, and what can be done with it. */
export interface GalleryCells {
  /** Index of the cell stood on; -1 in an empty gallery. */
  readonly activeIndex: number;
  readonly activeId: number | undefined;
  readonly selected: ReadonlySet<number>;
  /** What was done last, for the screen reader. */
  readonly said: string;
  goTo(id: number): void;
  click(id: number, how: { readonly toggle: boolean; readonly stretch: boolean }): void;
  step(step: GalleryStep, linesInPage: number, stretch?: boolean): void;
  toggleActive(): void;
  selectClass(): void;
  clear(): void;
  /** Names what is selected, or else the cell stood on, or the cells given. */
  name(code: ClassCode, ids?: readonly number[]): void;
  accept(): void;
  acceptRest(code: ClassCode): void;
  remove(): void;
}

export function useGalleryCells(shown: ShownCells, acts: CellActs, layout: GalleryLayout, isReadOnly: boolean, firstId: number | undefined): GalleryCells {
  const { columns, cells } = shown;
  const [active, setActive] = useState({ id: firstId, index: 0 });
  const [selection, setSelection] = useState<GallerySelection>(nothingSelected);
  const [said, setSaid] = useState('');
  const all = layout.firsts[layout.groups.length];
  const indexOf = (id: number): number => { const row = cells.rowOf(id); return row === undefined ? -1 : layout.indexOfRow[row] ?? -1; };
  const idAt = (index: number): number | undefined => { const row = rowAtIndex(layout, index); return row === undefined ? undefined : columns.ids[row]; };

  // A cell that the filter hides, or that went with another reader's act, leaves the person at its place.
  const found = active.id === undefined ? -1 : indexOf(active.id);
  const activeIndex = all === 0 ? -1 : found >= 0 ? found : Math.min(active.index, all - 1);
  const activeId = activeIndex < 0 ? undefined : idAt(activeIndex);
  // The cell shown there is the one stood on from then on, whatever a count or another's act puts before it: a key acts on what was seen.
  if (activeId !== undefined && (activeId !== active.id || activeIndex !== active.index)) setActive({ id: activeId, index: activeIndex });
  const { ids: selected } = onlyShown(selection, (id) => indexOf(id) >= 0);

  const standOn = (index: number): void => { setActive({ id: idAt(index), index }); };
  const between = (from: number, to: number): number[] => {
    const [low, high] = [indexOf(from), indexOf(to)].sort((a, b) => a - b);
    return low < 0 ? [to] : Array.from({ length: high - low + 1 }, (_, i) => idAt(low + i)!);
  };
  const targets = (): number[] => (selected.size > 0 ? [...selected] : activeId === undefined ? [] : [activeId]);
  /** Stands on the next cell that the act leaves where it is. */
  const standBehind = (ids: readonly number[]): void => {
    const acted = new Set(ids.map(indexOf));
    let index = Math.max(...acted) + 1;
    while (acted.has(index)) index++;
    if (index >= all) for (index = Math.min(...acted) - 1; acted.has(index); index--);
    if (index >= 0) standOn(index);
    setSelection(nothingSelected);
  };
  const refuse = (): boolean => {
    if (isReadOnly) setSaid(texts.readOnly);
    return isReadOnly;
  };
  const refuseTogether = (): void => { showFailure(new ServiceFailure({ code: 'bad-input', ...texts.oneByOne })); };

  return {
    activeIndex, activeId, selected, said,
    goTo(id) { setActive({ id, index: Math.max(0, indexOf(id)) }); },
    click(id, { toggle, stretch }) {
      setActive({ id, index: Math.max(0, indexOf(id)) });
      setSelection((now) => (stretch ? stretchTo(activeId !== undefined && now.anchor === undefined ? selectOne(activeId) : now, id, between) : toggle ? toggleOne(now, id) : selectOne(id)));
    },
    step(step, linesInPage, stretch = false) {
      if (activeIndex < 0) return;
      const index = moveInGallery(layout, activeIndex, step, linesInPage);
      standOn(index);
      const id = idAt(index);
      if (!stretch) setSelection(nothingSelected);
      else if (id !== undefined) setSelection((now) => stretchTo(now.anchor === undefined ? selectOne(activeId!) : now, id, between));
    },
    toggleActive() { if (activeId !== undefined) setSelection((now) => toggleOne(now, activeId)); },
    selectClass() {
      const code = activeId === undefined ? undefined : classCodes[columns.codes[cells.rowOf(activeId)!]];
      const group = layout.groups.find((candidate) => candidate.code === code);
      if (group) setSelection({ ids: new Set(group.rows.map((row) => columns.ids[row])), anchor: activeId });
    },
    clear() { setSelection(nothingSelected); },
    name(code, ids = targets()) {
      if (ids.length === 0 || refuse()) return;
      standBehind(ids);
      setSaid(texts.named(ids.length, classBook().nameOf(code)));
      void acts.callCells(ids, code);
    },
    accept() {
      const ids = targets();
      if (ids.length === 0 || refuse()) return;
      if (!areAcceptedTogether(columns, ids.map((id) => cells.rowOf(id)!))) return refuseTogether();
      standBehind(ids);
      setSaid(texts.accepted(ids.length));
      void acts.acceptCells(ids);
    },
    acceptRest(code) {
      if (refuse()) return;
      if (!isAcceptedTogether(code)) return refuseTogether();
      const group = layout.groups.find((candidate) => candidate.code === code);
      const ids = group?.rows.filter((row) => reviewStateOf(columns, row) === 'unreviewed').map((row) => columns.ids[row]) ?? [];
      setSaid(ids.length === 0 ? texts.nothingToAccept : texts.accepted(ids.length));
      if (ids.length > 0) void acts.acceptCells(ids);
    },
    remove() {
      const ids = targets();
      if (ids.length === 0 || refuse()) return;
      standBehind(ids);
      setSaid(texts.deleted(ids.length));
      void acts.removeCells(ids);
    },
  };
}
