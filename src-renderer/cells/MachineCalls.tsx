import type { ReactNode } from 'react';
import { cellClass } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { cellTexts } from '../texts/cells.ts';
import { ClassChip } from './ClassChip.tsx';
import { ReferencePictures } from './ReferencePictures.tsx';
import styles from './MachineCalls.module.css';

export interface MachineCallsProps {
  /** Best first. */
  readonly best: readonly { readonly code: ClassCode; readonly probability: number }[];
}

/** The machine's most probable classes: a bar and a number each, with cells of that class beside it. */
export function MachineCalls({ best }: MachineCallsProps): ReactNode {
  return (
    <section aria-label={cellTexts.machineCalls}>
      <h3 className={styles.heading}>{cellTexts.machineCalls}</h3>
      <ul className={styles.list}>
        {best.map(({ code, probability }) => (
          <li key={code} className={styles.line}>
            <ClassChip code={code} />
            <span className={styles.name}>{cellClass(code).name}</span>
            <span className={styles.number}>{cellTexts.percent(probability)}</span>
            <span className={styles.bar} aria-hidden="true"><span style={{ width: `${100 * probability}%` }} /></span>
            <span className={styles.references}><ReferencePictures code={code} most={3} /></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
