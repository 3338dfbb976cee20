import type { DifferentialDocument } from '../differentialDocument.ts';
import type { ReportTexts } from '../texts.ts';
import { wholeNumber } from './wholeNumber.ts';

/** How many cells were counted, on how many smears: those that gave cells. Pure. */
export function countedWords({ counted, slides }: DifferentialDocument, texts: ReportTexts): string {
  if (counted === 0) return texts.summary.nothing;
  return texts.summary.counted(wholeNumber(counted), slides.filter(({ cellsCounted }) => cellsCounted > 0).length || slides.length);
}

/** What stands beside the number of cells: how many were counted by eye, and how many could not be named; empty for neither. Pure. */
export function asideWords({ manual, unknown }: DifferentialDocument, texts: ReportTexts): string {
  return [
    ...(manual && manual.counted > 0 ? [texts.summary.manual(wholeNumber(manual.counted))] : []),
    ...(unknown.cells === 0 || unknown.inDenominator ? [] : [texts.summary.unnamed(wholeNumber(unknown.cells), (100 * unknown.share).toFixed(1))]),
  ].join('; ');
}
