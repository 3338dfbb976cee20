import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import type { ReferenceRangeSet } from '#shared/differential/referenceRanges.ts';
import { erythroidRow, ratioRow } from '#shared/differential/referenceRanges.ts';

/** The reference ranges a document was made with, read back from its rows. */
function rangesOf({ referenceRanges, rows, sums, myeloidErythroid, scheme }: DifferentialDocument): ReferenceRangeSet | null {
  if (!referenceRanges) return null;
  const given = [
    ...rows.map(({ code, range }) => ({ row: code, range })), ...sums.map(({ range }) => ({ row: erythroidRow, range })), { row: ratioRow, range: myeloidErythroid?.range },
  ];
  return { ...referenceRanges, specimen: scheme.specimen, ranges: given.flatMap(({ row, range }) => (range ? [{ row, ...range }] : [])) };
}

/**
 * The document with other counts by class: the same rules, arithmetic done again in the window, so that the numbers follow a
 * reviewing act at once. Intervals with the machine's errors take the service longer and are left out; its warnings stay. Pure.
 */
export function recountedDocument(document: DifferentialDocument, counts: Readonly<Record<string, number>>): DifferentialDocument {
  const made = buildDifferentialDocument({
    softwareVersion: document.software.version, startedAt: new Date(document.startedAt), finishedAt: new Date(document.finishedAt), caseFields: document.case,
    scheme: document.scheme, target: document.target, slides: document.slides, counts, ranges: rangesOf(document), thresholds: document.thresholds,
    printedInterval: document.printedInterval, models: document.models, provider: document.provider, review: document.review, notes: document.notes,
  });
  return { ...made, warnings: document.warnings, machineErrors: document.machineErrors };
}
