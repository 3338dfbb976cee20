import type { ReactNode } from 'react';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { reviewStateOf } from '../cells/cellFilter.ts';
import type { ShownCells } from '../cells/useCaseCells.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { galleryPictureUrl } from './GalleryLine.tsx';

const sidePx = 56;

/** The cells just settled, the one looked at and those that come: where the hand is, at a glance. Only of `prepared` ones and the one looked at are pictures asked for. A call that is not yet on disk has dots for its tick. */
export function ReviewStrip({ shown: { columns, cells }, ids, prepared, current }: { readonly shown: ShownCells; readonly ids: readonly number[]; readonly prepared: readonly number[]; readonly current: number }): ReactNode {
  return (
    <ol className="reviewStrip" aria-hidden="true">
      {ids.map((id) => {
        const row = cells.rowOf(id);
        if (row === undefined) return null;
        const isReviewed = reviewStateOf(columns, row) !== 'unreviewed';
        return (
          <li key={id} data-current={id === current || undefined}>
            <img src={id === current || prepared.includes(id) ? galleryPictureUrl(columns.caseId, id, sidePx) : undefined} alt="" width={sidePx} height={sidePx} draggable={false} />
            <span><ClassLetter code={classCodes[columns.codes[row]]} isMachineCall={!isReviewed} />{isReviewed && <span className="galleryTick">{cells.isUnkept(id) ? '…' : '✓'}</span>}</span>
          </li>
        );
      })}
    </ol>
  );
}
