import type { ReactNode } from 'react';
import { differentialTexts as texts } from '../texts/differential.ts';
import { PartOfScreen } from './PartOfScreen.tsx';
import type { SlideShares } from './slideShares.ts';
import styles from './SlideTable.module.css';

/** Slides, and what was counted by hand, side by side: whether one of them stands apart from the others. */
export function SlideTable({ shares }: { readonly shares: SlideShares }): ReactNode {
  return (
    <PartOfScreen title={texts.slides.title}>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={texts.slides.title}>
        <table className={styles.table}>
          <caption className="visuallyHidden">{texts.slides.caption}</caption>
          <thead>
            <tr><th scope="col" rowSpan={2}>{texts.columns.cell}</th>{shares.parts.map((name) => <th key={name} scope="colgroup" colSpan={2} title={name}><span className={styles.part}>{name}</span></th>)}</tr>
            <tr>{shares.parts.map((name) => [<th key={`${name} count`} scope="col" className={styles.begins}>{texts.columns.count}</th>, <th key={`${name} percent`} scope="col">{texts.columns.percent}</th>])}</tr>
          </thead>
          <tbody>
            {shares.rows.map(({ code, name, cells }) => (
              <tr key={code}>
                <th scope="row">{name}</th>
                {cells.map(({ count, percent }, i) => [<td key={`${i} count`} className={`${styles.begins} quiet`}>{count}</td>, <td key={`${i} percent`}>{percent}</td>])}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr><th scope="row">{texts.slides.counted}</th>{shares.counted.map((cells, i) => [<td key={`${i} count`} className={styles.begins}>{cells}</td>, <td key={`${i} percent`} />])}</tr>
          </tfoot>
        </table>
      </div>
    </PartOfScreen>
  );
}
