import type { ReactNode } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import styles from './ClassChip.module.css';

/** A class by its letters and its colour. The name stands beside it, so a screen reader skips it. */
export function ClassChip({ code }: { readonly code: ClassCode }): ReactNode {
  return <span className={styles.chip} style={{ '--class-colour': `var(--class-${code})` } as Record<string, string>} aria-hidden="true">{code}</span>;
}
