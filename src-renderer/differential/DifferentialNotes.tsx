import type { ReactNode } from 'react';
import { englishTexts } from '#shared/reports/texts.ts';
import { tableNotes } from '#shared/reports/printed/tableNotes.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { differentialTexts as texts } from '../texts/differential.ts';
import { PartOfScreen } from './PartOfScreen.tsx';
import styles from './DifferentialNotes.module.css';

/** Warnings of the count, and how its numbers are made. */
export function DifferentialNotes({ document }: { readonly document: DifferentialDocument }): ReactNode {
  return (
    <>
      {document.warnings.length > 0 && <PartOfScreen title={texts.warnings}><ul className={styles.list}>{document.warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul></PartOfScreen>}
      <PartOfScreen title={texts.notes}><ul className={`${styles.list} quiet`}>{tableNotes(document, englishTexts).map((note) => <li key={note}>{note}</li>)}</ul></PartOfScreen>
    </>
  );
}
