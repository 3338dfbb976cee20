import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { comparisonTexts } from '../texts/comparison.ts';
import { useClassBook } from '../ui/classBook.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import type { AgreementCells, CallPair } from './agreementCells.ts';
import styles from './AgreementTable.module.css';

const texts = comparisonTexts.table;

interface AgreementTableProps {
  readonly cells: AgreementCells;
  readonly readers: { readonly first: string; readonly second: string };
  readonly pair?: CallPair;
  readonly onPair: (pair: CallPair | undefined) => void;
}

/** First reader against second. A number off the diagonal shows its cells. */
export function AgreementTable({ cells, readers, pair, onPair }: AgreementTableProps): ReactNode {
  const { codes, rows, columnSums, total } = cells;
  const { nameOf } = useClassBook();
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={texts.title}>
      <table className={styles.table}>
        <caption>{texts.caption(readers.first, readers.second)}</caption>
        <thead><tr><th scope="col"><span className="visuallyHidden">{texts.first}</span></th>{codes.map((code) => <th key={code} scope="col"><ClassLetter code={code} /></th>)}<th scope="col">{texts.total}</th></tr></thead>
        <tbody>
          {rows.map(({ code, counts, sum }, row) => (
            <tr key={code}>
              <th scope="row"><ClassLetter code={code} /> <span className={styles.name}>{nameOf(code)}</span></th>
              {counts.map((count, column) => {
                const second = codes[column];
                const isShown = pair?.first === code && pair.second === second;
                if (row === column) return <td key={second} className={styles.same}>{count}</td>;
                if (count === 0) return <td key={second} className={styles.none}>·</td>;
                return <td key={second}><Button className={styles.pair} aria-pressed={isShown} aria-label={`${count}: ${texts.showPair(nameOf(code), nameOf(second))}`} onPress={() => { onPair(isShown ? undefined : { first: code, second }); }}>{count}</Button></td>;
              })}
              <td className={styles.sum}>{sum}</td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row">{texts.total}</th>{columnSums.map((sum, i) => <td key={codes[i]} className={styles.sum}>{sum}</td>)}<td className={styles.sum}>{total}</td></tr></tfoot>
      </table>
    </div>
  );
}
