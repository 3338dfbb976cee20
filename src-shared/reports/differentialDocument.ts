import * as v from 'valibot';
import { MyeloscopeError } from '../errors/myeloscopeError.ts';
import { CaseFieldsSchema, sentenceOfIssue } from './caseFields.ts';

const words = v.pipe(v.string(), v.maxLength(4000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const percent = v.pipe(v.number(), v.minValue(0));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const instant = v.pipe(v.string(), v.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,3})?Z$/), v.description('UTC, ISO 8601'));
const codes = v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(40)));
const percentInterval = v.pipe(v.strictObject({ lower: percent, upper: percent }), v.description('Percent'));
const place = v.pipe(v.picklist(['counted', 'per100', 'noted']), v.description('In the denominator; per 100 counted cells; or a number only'));
const finiteOrInfinite = v.union([v.pipe(v.number(), v.minValue(0)), v.literal('infinite')]);
const ratioInterval = v.strictObject({ lower: finiteOrInfinite, upper: finiteOrInfinite });

const row = v.strictObject({
  code: v.string(), name: words, classes: codes, place, count,
  percent: v.optional(v.pipe(percent, v.description('To four decimals; absent for noted rows and where nothing was counted'))),
  printedPercent: v.optional(v.pipe(percent, v.description('One decimal; the counted rows add to 100.0, unless the scheme rounds each to the nearest; never across a limit'))),
  interval95: v.optional(v.strictObject({
    wilson: percentInterval,
    clopperPearson: v.optional(percentInterval),
    withMachineErrors: v.optional(v.pipe(percentInterval, v.description('Also carries the machine\'s own errors; absent where they are not known'))),
  })),
  range: v.optional(v.strictObject({ low: percent, high: percent })),
  flag: v.optional(v.picklist(['low', 'within', 'high'])),
});

const slide = v.strictObject({
  name: words, path: words, format: words, sha256, widthPx: count, heightPx: count,
  micrometresPerPixel: v.pipe(v.number(), v.minValue(0.01), v.maxValue(50)),
  scaleFrom: v.pipe(v.picklist(['file', 'user', 'redCells']), v.description('Stated by the file, given by the user, or measured from the red cells')),
  scaleNote: v.optional(words),
  regionsCounted: count, cellsDetected: count, cellsCounted: v.pipe(count, v.description('In the denominator')),
  problemFields: v.array(v.strictObject({ name: words, problem: words })),
});

/** `differential.json`, version 1: everything a report says, and what it was made from. Published as docs/schemas/differential-1.json. */
export const DifferentialDocumentSchema = v.strictObject({
  format: v.literal('myeloscope-differential'),
  version: v.literal(1),
  software: v.strictObject({ name: v.string(), version: v.string() }),
  startedAt: instant,
  finishedAt: instant,
  review: v.strictObject({
    state: v.pipe(v.picklist(['notReviewed', 'partlyReviewed', 'reviewed']), v.description('notReviewed: machine calls that nobody has looked at')),
    by: v.optional(words), at: v.optional(instant), cellsReviewed: count, cellsChanged: count,
    cellsAdded: v.optional(v.pipe(count, v.description('Put there by a person'))), cellsRemoved: v.optional(v.pipe(count, v.description('Taken away by a person'))),
    areasExcluded: v.optional(v.pipe(count, v.description('Areas left out with their cells'))),
  }),
  signature: v.optional(v.pipe(v.strictObject({
    version: v.pipe(count, v.minValue(1)), signedBy: words, role: words, meaning: words, signedAt: instant,
    amendment: v.optional(v.strictObject({ ofVersion: v.pipe(count, v.minValue(1)), reason: words, openedBy: words, openedAt: instant })),
    confirmed: v.optional(v.pipe(v.array(words), v.description('What was not settled, and the signer said they knew of'))),
    sha256: v.pipe(sha256, v.description('Of this document without this field, and of the calls and rules it was made from, as canonical JSON')),
  }), v.description('Absent until a person has signed'))),
  case: CaseFieldsSchema,
  scheme: v.strictObject({
    id: v.string(), name: words, specimen: v.picklist(['marrow', 'blood']),
    rows: v.array(v.strictObject({ code: v.string(), name: words, classes: codes, place })),
    ownClasses: v.array(v.strictObject({ code: v.string(), name: words })),
    unknownInDenominator: v.boolean(), target: count, myeloidErythroid: v.picklist(['withMonocytes', 'withoutMonocytes', 'none']),
    rounding: v.optional(v.pipe(v.picklist(['addsTo100', 'eachNearest']), v.description('How printedPercent is rounded; addsTo100 where absent'))),
  }),
  target: v.strictObject({
    cells: count, everything: v.pipe(v.boolean(), v.description('All cells were counted; the target was not applied')),
    shares: v.pipe(v.array(count), v.description('Cells asked of each slide, in the order of slides')), short: count,
    countedOnFrom: v.optional(v.pipe(count, v.description('Cells aimed at before more were asked for, and counted: where that was done because a result lay near a limit, the intervals hold the truth less often. Absent where they were not'))),
  }),
  slides: v.array(slide),
  counts: v.pipe(v.record(v.string(), count), v.description('Cells by class code')),
  counted: v.pipe(count, v.description('Cells in the denominator')),
  manual: v.optional(v.pipe(v.strictObject({ counts: v.record(v.string(), count), counted: count }), v.description('Of the cells above, those counted by eye down the eyepiece'))),
  printedInterval: v.pipe(v.picklist(['wilson', 'clopperPearson']), v.description('Which interval of chance the report prints')),
  rows: v.array(row),
  sums: v.array(row),
  myeloidErythroid: v.optional(v.strictObject({
    definition: v.picklist(['withMonocytes', 'withoutMonocytes']), myeloid: count, erythroid: count,
    ratio: finiteOrInfinite, printed: v.pipe(finiteOrInfinite, v.description('One decimal, below 0.1 three, below 0.01 four; never across a limit, and 0 only where no myeloid cell was counted')),
    lower: v.pipe(finiteOrInfinite, v.description('Of the odds of Wilson\'s interval')), upper: finiteOrInfinite,
    clopperPearson: v.optional(v.pipe(ratioInterval, v.description('The odds of the exact interval'))), withMachineErrors: v.optional(ratioInterval),
    range: v.optional(v.strictObject({ low: percent, high: percent })), flag: v.optional(v.picklist(['low', 'within', 'high'])),
  })),
  thresholds: v.array(v.strictObject({
    name: words, classes: codes, percent, count, state: v.picklist(['clear', 'near']), side: v.picklist(['below', 'at', 'above']),
    cellsToSettle: v.optional(v.pipe(count, v.description('Counted cells in all; absent where clear, or where counting will not settle it'))),
    machineIntervalHolds: v.optional(v.pipe(v.boolean(), v.description('True where what the machine may have misread or left unnamed reaches the limit, or goes beyond it'))),
  })),
  unknown: v.strictObject({ cells: count, share: v.pipe(v.number(), v.minValue(0), v.maxValue(1), v.description('Of the counted and unnamed cells, 0 to 1')), inDenominator: v.boolean() }),
  referenceRanges: v.optional(v.strictObject({ name: words, source: words, sourceDate: v.optional(v.string()), population: words })),
  machineErrors: v.strictObject({
    known: v.boolean(), source: v.pipe(words, v.description('Which cells the confusion matrix is from, or why none is known')),
    seed: v.optional(count), draws: v.optional(count),
    notKnownFor: v.optional(v.pipe(codes, v.description('Counted rows of which the confusion matrix has no cell: without such an interval'))),
  }),
  models: v.array(v.strictObject({ role: words, name: words, version: words, sha256, note: v.optional(words) })),
  provider: words,
  warnings: v.array(words),
  notes: v.array(words),
});
export type DifferentialDocument = v.InferOutput<typeof DifferentialDocumentSchema>;
export type DocumentRow = DifferentialDocument['rows'][number];
export type DocumentSlide = DifferentialDocument['slides'][number];
export type DocumentModel = DifferentialDocument['models'][number];

/** Checks a document read from elsewhere. Throws `bad-input` naming the first field that is wrong; `name` is the file's. */
export function parseDifferentialDocument(read: unknown, name: string): DifferentialDocument {
  const result = v.safeParse(DifferentialDocumentSchema, read);
  if (result.success) return result.output;
  throw new MyeloscopeError('bad-input', `${name} is no differential document of version 1: ${sentenceOfIssue(result.issues[0])}.`);
}
