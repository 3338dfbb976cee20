import type { ReactNode } from 'react';
import type { ResultOf } from '#shared/contract/contract.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { agreementWord, wordsOfInterval } from './kappaWords.ts';
import styles from './KappaCard.module.css';

const texts = comparisonTexts.compare;
type Agreement = NonNullable<ResultOf<'readings.compare'>['byClass']>;

/** Two decimals with a true minus. */
const written = (value: number): string => value.toFixed(2).replace('-', '−');

/** Cohen's kappa with its interval, as a number, on its scale and in words. */
export function KappaCard({ title, agreement }: { readonly title: string; readonly agreement?: Agreement }): ReactNode {
  if (!agreement) return <section className={styles.card}><h4>{title}</h4><p>{texts.undefined}</p></section>;
  const { kappa, lower, upper } = agreement;
  const [from, to] = wordsOfInterval(agreement);
  const placeOf = (value: number): string => `${100 * Math.min(1, Math.max(0, value))}%`;
  return (
    <section className={styles.card}>
      <h4>{title}</h4>
      <p className={styles.figures}><b>{texts.kappa(written(kappa))}</b> <span>{texts.interval(written(lower), written(upper))}</span></p>
      <div className={styles.scale} aria-hidden="true"><span className={styles.interval} style={{ insetInlineStart: placeOf(lower), insetInlineEnd: `calc(100% - ${placeOf(upper)})` }} /><span className={styles.point} style={{ insetInlineStart: placeOf(kappa) }} /></div>
      <p><b>{texts.words[agreementWord(kappa)]}.</b> {from === to ? texts.sure : texts.wide(texts.shortWords[from], texts.shortWords[to])}</p>
      <p className="quiet">{texts.same((100 * agreement.agreement).toFixed(1))}</p>
    </section>
  );
}
