import type { DifferentialDocument } from '../differentialDocument.ts';
import { smearsWithCells } from '../smearsWithCells.ts';
import type { ReportTexts } from '../texts.ts';
import { wholeNumber } from './wholeNumber.ts';

/** How many cells were counted, on how many smears: those that gave cells; of cells counted by eye no smear is known. Pure. */
export function countedWords({ counted, manual, slides }: DifferentialDocument, texts: ReportTexts): string {
  const { nothing, counted: of, allManual, partlyManual } = texts.summary;
  const smears = smearsWithCells(slides).length;
  const byEye = manual?.counted ?? 0;
  if (counted === 0) return nothing;
  if (byEye === counted) return allManual(wholeNumber(counted));
  return byEye === 0 ? of(wholeNumber(counted), smears) : partlyManual(wholeNumber(counted), wholeNumber(counted - byEye), smears, wholeNumber(byEye));
}

/** What stands beside the number of cells: how many could not be named; empty where these are none, or within it. Pure. */
export function asideWords(document: DifferentialDocument, texts: ReportTexts): string {
  const { unknown } = document;
  return unknown.cells === 0 || unknown.inDenominator ? '' : texts.summary.unnamed(wholeNumber(unknown.cells), unnamedPercent(document));
}

/** The percentage of cells that could not be named, of these and the counted ones: from the numbers, as a share that is rounded already prints otherwise. Pure. */
export function unnamedPercent({ unknown, counted }: Pick<DifferentialDocument, 'counted'> & { readonly unknown: Pick<DifferentialDocument['unknown'], 'cells' | 'inDenominator'> }): string {
  const cells = unknown.inDenominator ? counted : counted + unknown.cells;
  return (cells === 0 ? 0 : (100 * unknown.cells) / cells).toFixed(1);
}
