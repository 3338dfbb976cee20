import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { pictureUrl } from '../bridge/serviceClient.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import type { DifferingCell } from './agreementCells.ts';
import styles from './DifferingCells.module.css';
import { useClassBook } from '../ui/classBook.ts';

const texts = comparisonTexts.differing;

interface DifferingListProps { readonly caseId: number; readonly cells: readonly DifferingCell[]; readonly chosen: number; readonly onChoose: (place: number) => void }

/** All differing cells as small pictures with both calls, and a tick on those that are settled. */
export function DifferingList({ caseId, cells, chosen, onChoose }: DifferingListProps): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  const { nameOf, lettersOf } = useClassBook();
  useEffect(() => {
    const place = list.current?.getBoundingClientRect();
    const picture = list.current?.children[chosen]?.getBoundingClientRect();
    // Only the list moves: `scrollIntoView` would move the whole screen under the reader's eyes.
    if (place && picture) list.current!.scrollTop += Math.min(0, picture.top - place.top) + Math.max(0, picture.bottom - place.bottom);
  }, [chosen]);
  return (
    <ul ref={list} className={styles.list} aria-label={texts.list}>
      {cells.map(({ cellId, first, second, consensus }, place) => (
        <li key={cellId}>
          <button type="button" className={styles.small} aria-current={place === chosen || undefined} data-settled={consensus !== undefined || undefined} onClick={() => { onChoose(place); }}>
            <img src={pictureUrl('pictures.cell', { caseId, cellId, spanUm: 20, sidePx: 128 })} alt="" loading="lazy" />
            <span className="visuallyHidden">{texts.describe(place + 1, cells.length, nameOf(first), nameOf(second), consensus ? nameOf(consensus) : texts.open)}</span>
            <span aria-hidden="true">{lettersOf(first)} <span className="quiet">·</span> {lettersOf(second)}</span>
            <span aria-hidden="true" className={styles.smallConsensus}>{consensus ? `✓ ${lettersOf(consensus)}` : '?'}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
