import { memo } from 'react';
import type { ReactNode } from 'react';
import { galleryTexts } from '../texts/gallery.ts';

export interface GalleryTileProps {
  readonly cellId: number;
  readonly url: string;
  readonly sidePx: number;
  /** The cell in words. */
  readonly words: string;
  /** Stands under the picture of a cell that nobody has reviewed. */
  readonly confidence: string;
  readonly review: 'unreviewed' | 'agreed' | 'changed';
  /** What the machine had said of a cell that a person named otherwise. */
  readonly machineCode: string | undefined;
  readonly isUncounted: boolean;
  readonly isUnkept: boolean;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly column: number;
}

/** One cell of the gallery. Drawn again only when something of it changes: there are hundreds on the screen. */
export const GalleryTile = memo(function GalleryTile(props: GalleryTileProps): ReactNode {
  const { cellId, url, sidePx, words, confidence, review, machineCode, isUncounted, isUnkept, isActive, isSelected, column } = props;
  return (
    <div
      id={`cell${cellId}`} role="gridcell" aria-label={words} aria-selected={isSelected} aria-colindex={column + 1} className="galleryTile" draggable data-cell={cellId}
      data-review={review} data-active={isActive || undefined} data-uncounted={isUncounted || undefined} data-unkept={isUnkept || undefined}
    >
      <img src={url} alt="" width={sidePx} height={sidePx} decoding="async" draggable={false} />
      <span className="galleryTileFoot" aria-hidden="true">
        {review === 'unreviewed' ? confidence : <><span className="galleryTick">{isUnkept ? '…' : '✓'}</span>{machineCode !== undefined && ` ${galleryTexts.was(machineCode)}`}</>}
      </span>
    </div>
  );
});
