import type { ReactNode } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { reviewStateOf } from '../cells/cellFilter.ts';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { galleryTexts as texts } from '../texts/gallery.ts';
import { Button } from '../ui/Button.tsx';
import { useClassBook } from '../ui/classBook.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { isAcceptedTogether } from './acceptTogether.ts';
import type { GalleryLayout } from './galleryLayout.ts';
import { linesInView } from './galleryLayout.ts';
import { GalleryLine } from './GalleryLine.tsx';
import { useCellDrop } from './useCellDrop.ts';

export interface GalleryGroupProps {
  readonly shown: ShownCells;
  readonly layout: GalleryLayout;
  /** Place among the layout's groups. */
  readonly place: number;
  /** Heights of the gallery between which pictures are drawn. */
  readonly fromPx: number;
  readonly toPx: number;
  /** Place of its head among the lines of the whole gallery, from 1. */
  readonly firstLineNumber: number;
  readonly sidePx: number;
  readonly activeId: number | undefined;
  readonly isActive: boolean;
  readonly selected: ReadonlySet<number>;
  readonly isReadOnly: boolean;
  readonly onAcceptRest: (code: ClassCode) => void;
  readonly onDropCells: (code: ClassCode, ids: readonly number[]) => void;
}

/** One class of the gallery: its head, which stays in sight while its pictures pass, and the lines that are seen. */
export function GalleryGroup(props: GalleryGroupProps): ReactNode {
  const { shown, layout, place, fromPx, toPx, firstLineNumber, sidePx, activeId, isActive, selected, isReadOnly, onAcceptRest, onDropCells } = props;
  const { groups, tops, sizes, across } = layout;
  const { code, rows } = groups[place];
  const name = useClassBook().nameOf(code);
  const [isDropTarget, dropHandlers] = useCellDrop((ids) => { onDropCells(code, ids); });
  const left = rows.reduce((count, row) => count + (reviewStateOf(shown.columns, row) === 'unreviewed' ? 1 : 0), 0);
  const [first, end] = linesInView(layout, place, fromPx, toPx);
  return (
    <div role="rowgroup" aria-label={name} className="galleryGroup" data-drop={isDropTarget || undefined} style={{ insetBlockStart: tops[place], blockSize: tops[place + 1] - tops[place] }} {...dropHandlers}>
      <div role="row" aria-rowindex={firstLineNumber} className="galleryHead" style={{ blockSize: sizes.headHeightPx }}>
        <div role="rowheader" className="galleryHeadName">
          <ClassLetter code={code} withName /> <span className="figures">{rows.length.toLocaleString('en')}</span> <span className="quiet figures">{texts.reviewedOf(rows.length - left, rows.length)}</span>
        </div>
        {left > 0 && !isReadOnly && isAcceptedTogether(code) && (
          <div role="gridcell">
            <Button kind="quiet" excludeFromTabOrder={!isActive} onPress={() => { onAcceptRest(code); }}>{texts.acceptRest(left)}<span className="visuallyHidden"> {texts.acceptRestOf(name)}</span></Button>
          </div>
        )}
      </div>
      {Array.from({ length: end - first }, (_, i) => first + i).map((line) => (
        <GalleryLine
          key={line} shown={shown} rows={rows.slice(line * across, (line + 1) * across)} topPx={sizes.headHeightPx + line * sizes.lineHeightPx} sidePx={sidePx}
          lineNumber={firstLineNumber + 1 + line} activeId={activeId} selected={selected}
        />
      ))}
    </div>
  );
}
