import type { ReactNode } from 'react';
import { englishTexts } from '#shared/reports/texts.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { differentialTexts as texts } from '../texts/differential.ts';
import { PartOfScreen } from './PartOfScreen.tsx';
import styles from './DifferentialNotes.module.css';

/** The sentences under the table, as the report has them: which interval, whose errors, what M:E is, where the ranges are from. */
function notesOf({ printedInterval, myeloidErythroid, machineErrors, unknown, scheme, referenceRanges, review, manual }: DifferentialDocument): string[] {
  const notes = englishTexts.intervalNotes;
  return [
    notes[printedInterval], machineErrors.known ? notes.machine(machineErrors.source) : notes.noMachine(machineErrors.source),
    ...(machineErrors.known && review.cellsReviewed > 0 ? [notes.machineReviewed] : []),
    ...(myeloidErythroid ? [notes.ratio(englishTexts.ratioDefinitions[myeloidErythroid.definition])] : []),
    ...(manual ? [notes.manual(String(Object.values(manual.counts).reduce((sum, cells) => sum + cells, 0)), Object.entries(manual.counts).filter(([, cells]) => cells > 0).map(([code, cells]) => `${code} ${cells}`).join(', '))] : []),
    ...(unknown.cells > 0 ? [unknown.inDenominator ? notes.unknownInside : notes.unknownOutside] : []),
    ...(scheme.rows.some(({ place }) => place === 'per100') ? [notes.per100] : []),
    ...(referenceRanges ? [notes.ranges(referenceRanges.source, referenceRanges.sourceDate ?? notes.dateToBeConfirmed, referenceRanges.population)] : []),
    notes.printed,
  ];
}

/** Warnings of the count, and how its numbers are made. */
export function DifferentialNotes({ document }: { readonly document: DifferentialDocument }): ReactNode {
  return (
    <>
      {document.warnings.length > 0 && <PartOfScreen title={texts.warnings}><ul className={styles.list}>{document.warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul></PartOfScreen>}
      <PartOfScreen title={texts.notes}><ul className={`${styles.list} quiet`}>{notesOf(document).map((note) => <li key={note}>{note}</li>)}</ul></PartOfScreen>
    </>
  );
}
