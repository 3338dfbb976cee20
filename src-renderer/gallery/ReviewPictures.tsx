import type { ReactNode } from 'react';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { SurroundingsPicture } from '../cells/SurroundingsPicture.tsx';
import type { ShownCells } from '../cells/useCaseCells.ts';

const spanUm = 40;
const sidePx = 512;

export interface ReviewPicturesProps {
  readonly detail: CaseDetail;
  readonly shown: ShownCells;
  readonly current: number;
  /** The cells around it in the review: their pictures are loaded and decoded before they are wanted. */
  readonly near: readonly number[];
}

/** The cell under review in its surroundings, with the pictures of its neighbours lying ready below it: the next key only changes which is seen. */
export function ReviewPictures({ detail, shown: { columns, cells }, current, near }: ReviewPicturesProps): ReactNode {
  return (
    <div className="reviewPictures" data-cell={current}>
      {[current, ...near].map((id) => {
        const row = cells.rowOf(id);
        return row !== undefined && (
          <div key={id} className="reviewPicture" data-current={id === current || undefined} aria-hidden={id !== current}>
            <SurroundingsPicture detail={detail} columns={columns} row={row} spanUm={spanUm} sidePx={sidePx} />
          </div>
        );
      })}
    </div>
  );
}
