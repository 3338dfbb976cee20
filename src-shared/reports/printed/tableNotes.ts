import type { DifferentialDocument } from '../differentialDocument.ts';
import type { ReportTexts } from '../texts.ts';
import { wholeNumber } from './wholeNumber.ts';

/** The cells counted by eye, under the letters that the table has for each class: "NGS 40, HC 1". A row of several classes has none for one of them. */
function listed(byEye: readonly (readonly [string, number])[], rows: DifferentialDocument['rows']): string {
  const lettersOf = (code: string): string => rows.find(({ classes }) => classes.length === 1 && classes[0] === code)?.code ?? code;
  return byEye.map(([code, cells]) => `${lettersOf(code)} ${wholeNumber(cells)}`).join(', ');
}

/** That more cells were asked for than at first, and what that does to the interval of chance; nothing where none were. Pure. */
export function countedOnWords({ target: { countedOnFrom } }: Pick<DifferentialDocument, 'target'>, texts: ReportTexts): string[] {
  return countedOnFrom === undefined ? [] : [texts.intervalNotes.countedOn(wholeNumber(countedOnFrom))];
}

/** The sentences under the table: which interval, whose errors, what M:E is, what was counted by eye, where the ranges are from. Pure. */
export function tableNotes(document: DifferentialDocument, texts: ReportTexts): string[] {
  const { printedInterval, myeloidErythroid, machineErrors, unknown, scheme, referenceRanges, review, manual, rows } = document;
  const notes = texts.intervalNotes;
  const byEye = Object.entries(manual?.counts ?? {}).filter(([, cells]) => cells > 0);
  return [
    notes[printedInterval], ...countedOnWords(document, texts), notes.printed[scheme.rounding ?? 'addsTo100'], ...(myeloidErythroid ? [notes.ratio(texts.ratioDefinitions[myeloidErythroid.definition])] : []),
    machineErrors.known ? notes.machine(machineErrors.source) : notes.noMachine(machineErrors.source),
    ...(machineErrors.notKnownFor && machineErrors.notKnownFor.length > 0 ? [notes.notKnownFor(machineErrors.notKnownFor.map((code) => rows.find((row) => row.code === code)?.name ?? code).join(', '))] : []),
    ...(machineErrors.known && review.cellsReviewed > 0 ? [notes.machineReviewed] : []),
    ...(byEye.length > 0 ? [notes.manual(wholeNumber(byEye.reduce((sum, [, cells]) => sum + cells, 0)), listed(byEye, rows))] : []),
    ...(unknown.cells > 0 ? [unknown.inDenominator ? notes.unknownInside : notes.unknownOutside] : []),
    ...(scheme.rows.some(({ place }) => place === 'per100') ? [notes.per100] : []),
    ...(referenceRanges ? [notes.ranges(referenceRanges.source, referenceRanges.sourceDate ?? notes.dateToBeConfirmed, referenceRanges.population)] : []),
  ];
}
