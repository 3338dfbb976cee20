import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import type { ReferenceRangeSet } from '#shared/differential/referenceRanges.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import { ratioRow } from '#shared/differential/referenceRanges.ts';

/** The reference ranges a document was made with, read back from its rows. */
function rangesOf({ referenceRanges, rows, sums, myeloidErythroid, scheme }: DifferentialDocument): ReferenceRangeSet | null {
  if (!referenceRanges) return null;
  const given = [
    ...rows.map(({ code, range }) => ({ row: code, range })), ...sums.map(({ code, range }) => ({ row: code, range })), { row: ratioRow, range: myeloidErythroid?.range },
  ];
  return { ...referenceRanges, specimen: scheme.specimen, ranges: given.flatMap(({ row, range }) => (range ? [{ row, ...range }] : [])) };
}

/**
 * The document with other counts by class: the same rules, arithmetic done again in the window, so that the numbers follow a
 * reviewing act at once. `manual`: those of the counts that were counted by eye. Intervals with the machine's errors take the
 * service longer: where the document has them, the new one says that they are being computed, and which limits they may turn stays as it was, so that
 * no prompt comes and goes. Warnings stay. Pure.
 */
export function recountedDocument(document: DifferentialDocument, counts: Readonly<Record<string, number>>, manual: Readonly<Record<string, number>>): DifferentialDocument {
  const made = buildDifferentialDocument({
    softwareVersion: document.software.version, startedAt: new Date(document.startedAt), finishedAt: new Date(document.finishedAt), caseFields: document.case,
    scheme: document.scheme, target: document.target, slides: document.slides, counts, manual, ranges: rangesOf(document), thresholds: document.thresholds, compositions: 'pending',
    printedInterval: document.printedInterval, models: document.models, provider: document.provider, review: document.review, notes: document.notes,
  });
  const follow = document.machineErrors.known || made.review.state === 'reviewed';
  const thresholds = made.thresholds.map((threshold) => {
    const machineIntervalHolds = document.thresholds.find(({ name, percent }) => name === threshold.name && percent === threshold.percent)?.machineIntervalHolds;
    return { ...threshold, ...(machineIntervalHolds !== undefined && made.review.state !== 'reviewed' && { machineIntervalHolds }) };
  });
  return { ...made, thresholds, warnings: document.warnings, machineErrors: follow ? made.machineErrors : document.machineErrors };
}

/** Whether intervals with the machine's errors are on their way. */
export const awaitsMachineErrors = ({ machineErrors }: DifferentialDocument): boolean => !machineErrors.known && machineErrors.source === englishTexts.beingSimulated;
