import type { ReactNode } from 'react';
import type { CellDetail } from '#shared/contract/cellCommands.ts';
import { cellTexts } from '../texts/cells.ts';
import './cells.css';

const shownInstant = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** What people did with a cell, oldest first; what was undone is struck through and says so. */
export function CellHistory({ history }: Pick<CellDetail, 'history'>): ReactNode {
  if (history.length === 0) return null;
  return (
    <section aria-label={cellTexts.history}>
      <h3 className="cellPanelHeading">{cellTexts.history}</h3>
      <ol className="cellHistory">
        {history.map(({ at, by, what, undone }, i) => (
          <li key={`${i}${at}`}>
            {undone ? <><s>{what}</s> <span className="quiet">{cellTexts.undone}</span></> : what}
            <span className="quiet"> · {by} · <time dateTime={at}>{shownInstant.format(new Date(at))}</time></span>
          </li>
        ))}
      </ol>
    </section>
  );
}
