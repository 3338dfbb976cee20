import { useId } from 'react';
import type { ReactNode } from 'react';
import type { ExperimentResult } from '#shared/contract/experimentCommands.ts';
import { experimentTexts as texts } from '../texts/experiments.ts';

/** One table of a result. Published rows stand apart in colour and in words. */
export function ResultTable({ head, notes, rows, title }: ExperimentResult['tables'][number]): ReactNode {
  const id = useId(), hasPublished = rows.some(({ isPublished }) => isPublished);
  return (
    <section aria-labelledby={id} className="resultPart">
      <h3 id={id}>{title}</h3>
      {notes.map((note) => <p key={note} className="quiet">{note}</p>)}
      <div className="resultScroll" tabIndex={0} role="group" aria-label={title}>
        <table className="resultTable">
          <thead><tr>{head.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
          <tbody>
            {rows.map(({ cells, isPublished }) => (
              <tr key={cells.join(' ')} data-published={isPublished}>
                {cells.map((cell, column) => (column === 0 ? <th key={head[column]} scope="row">{cell}</th> : <td key={head[column]}>{cell}</td>))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasPublished && <p className="quiet">{texts.publishedRow}</p>}
    </section>
  );
}
