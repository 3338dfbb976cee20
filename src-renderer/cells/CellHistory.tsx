import type { ReactNode } from 'react';
import type { CellDetail } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import { markPhrase } from '../texts/acts.ts';
import { cellTexts } from '../texts/cells.ts';
import { writtenMoment } from '../texts/writtenMoment.ts';
import './cells.css';
import { useClassBook } from '../ui/classBook.ts';

/** What people did with a cell, oldest first; what was undone is struck through and says so. */
export function CellHistory({ history, reading }: Pick<CellDetail, 'history'> & { readonly reading: Reading }): ReactNode {
  const book = useClassBook();
  if (history.length === 0) return null;
  return (
    <section aria-label={cellTexts.history}>
      <h3 className="cellPanelHeading">{cellTexts.history}</h3>
      <ol className="cellHistory">
        {history.map((mark, i) => {
          const what = markPhrase(mark, reading, book);
          return (
            <li key={`${i}${mark.at}`}>
              {mark.undone ? <><s>{what}</s> <span className="quiet">{cellTexts.undone}</span></> : what}
              <span className="quiet"> · {mark.by} · <time dateTime={mark.at}>{writtenMoment(mark.at)}</time></span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
