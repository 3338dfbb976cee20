import type { ReactNode } from 'react';
import { unnamedPercent } from '#shared/reports/printed/countWords.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { differentialTexts as texts } from '../texts/differential.ts';
import type { DifferentialLine } from './differentialLines.ts';
import { FlagMark } from './FlagMark.tsx';
import styles from './SummaryStrip.module.css';

interface SummaryStripProps {
  readonly document: DifferentialDocument;
  /** The table's line of M:E, where there is one. */
  readonly ratio?: DifferentialLine;
  /** Cells that are part of the count, and of them those that a person has named. */
  readonly cells: number;
}

/** The figures read first: cells counted, M:E, how much of it a person has seen, what has no name. */
export function SummaryStrip({ document, ratio, cells }: SummaryStripProps): ReactNode {
  const { target, counted, review, unknown, scheme } = document;
  const summary = texts.summary;
  const reviewedShare = cells > 0 ? review.cellsReviewed / cells : 0;
  return (
    <dl className={styles.strip}>
      <div><dt>{summary.counted}</dt><dd><b>{counted}</b> {target.everything ? summary.everything : summary.target(String(target.cells))}{document.manual && <small>{summary.byHand(String(document.manual.counted))}</small>}</dd></div>
      {scheme.myeloidErythroid !== 'none' && (
        <div><dt>{summary.ratio}</dt><dd>{ratio ? <><b>{ratio.percent}</b> {summary.ratioInterval(ratio.interval)} <FlagMark flag={ratio.flag} /><small title={englishTexts.ratioDefinitions[scheme.myeloidErythroid]}>{texts.ratioRule[scheme.myeloidErythroid]}</small></> : summary.ratioNone}</dd></div>
      )}
      <div>
        <dt>{summary.reviewed}</dt>
        <dd><b>{Math.floor(100 * reviewedShare)} %</b> {summary.reviewedOf(String(review.cellsReviewed), String(cells))}<small>{summary.changed(String(review.cellsChanged))}</small>
          <span className={styles.bar} aria-hidden="true"><span style={{ inlineSize: `${100 * reviewedShare}%` }} /></span></dd>
      </div>
      <div><dt>{summary.unnamed}</dt><dd><b>{unknown.cells}</b> {summary.unnamedShare(unnamedPercent(document))}<small>{unknown.inDenominator ? summary.unnamedIn : summary.unnamedOut}</small></dd></div>
    </dl>
  );
}
