import type { ReactNode } from 'react';
import type { CellDetail } from '#shared/contract/cellCommands.ts';
import { cellTexts } from '../texts/cells.ts';
import styles from './CellHistory.module.css';

const shownInstant = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** What people did with a cell, oldest first; what was undone is struck through and says so. */
export function CellHistory({ history }: Pick<CellDetail, 'history'>): ReactNode {
  if (history.length === 0) return null;
  return (
    <section aria-label={cellTexts.history}>
      <h3 className={styles.heading}>{cellTexts.history}</h3>
      <ol className={styles.list}>
        {history.map(({ at, by, what, undone }, i) => (
          <li key={`${i}${at}`}>
            {undone ? <><s>{what}</s> <span className={styles.quiet}>{cellTexts.undone}</span></> : what}
            <span className={styles.quiet}> · {by} · <time dateTime={at}>{shownInstant.format(new Date(at))}</time></span>
          </li>
        ))}
      </ol>
    </section>
  );
}
