import type { ReactNode } from 'react';
import { differentialTexts } from '../texts/differential.ts';
import styles from './FlagMark.module.css';

const shapes = { low: '▼', high: '▲' };

/** A value outside its reference range: by shape, word and colour together. Nothing for one within. */
export function FlagMark({ flag }: { readonly flag?: 'low' | 'within' | 'high' }): ReactNode {
  if (flag !== 'low' && flag !== 'high') return null;
  return (
    <span className={styles.mark} data-flag={flag} title={differentialTexts.flagOf[flag]}>
      <span aria-hidden="true">{shapes[flag]}</span> {differentialTexts.flags[flag]}
    </span>
  );
}
