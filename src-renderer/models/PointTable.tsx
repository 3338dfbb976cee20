import type { ReactNode } from 'react';
import { useNavigation } from '../shell/navigation.ts';
import { driftTexts } from '../texts/drift.ts';

interface PointTableProps {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: number | string; readonly caseId: number; readonly isOutside: boolean; readonly values: readonly string[] }[];
}

/** The points of a chart in figures, each with the way to its case. */
export function PointTable({ columns, rows }: PointTableProps): ReactNode {
  const { open } = useNavigation();
  return (
    <details className="pointTable">
      <summary>{driftTexts.asTable}</summary>
      <table className="figureTable">
        <thead><tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
        <tbody>
          {rows.map(({ key, caseId, isOutside, values: [first, ...others] }) => (
            <tr key={key} data-outside={isOutside || undefined}>
              <th scope="row"><button type="button" className="caseLink" onClick={() => open({ screen: 'gallery', caseId })} aria-label={driftTexts.openCase(first)}>{first}</button></th>
              {others.map((value, i) => <td key={columns[i + 1]}>{value}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
