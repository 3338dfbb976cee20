import type { DecisionThreshold } from '../differential/decisionThresholds.ts';
import { differentialOf } from '../differential/differential.ts';
import type { Differential, DifferentialRow, PercentInterval } from '../differential/differential.ts';
import { usualSimulation } from '../differential/machineErrorInterval.ts';
import type { ConfusionMatrix, NamedCells, SimulationSettings, TrueCompositions } from '../differential/machineErrorInterval.ts';
import type { RatioInterval } from '../differential/myeloidErythroidRatio.ts';
import { roundedOnItsSide } from '../differential/printedValue.ts';
import { deliveredRanges } from '../differential/referenceRanges.ts';
import type { ReferenceRangeSet } from '../differential/referenceRanges.ts';
import { checkScheme } from '../taxonomy/schemes.ts';
import type { Scheme } from '../taxonomy/schemes.ts';
import type { CaseFields } from './caseFields.ts';
import { parseDifferentialDocument } from './differentialDocument.ts';
import type { DifferentialDocument, DocumentModel, DocumentRow, DocumentSlide } from './differentialDocument.ts';
import { isDrawnSmear } from './drawnSmear.ts';
import { unnamedPercent } from './printed/countWords.ts';
import { smearsWithCells } from './smearsWithCells.ts';
import { englishTexts } from './texts.ts';
import type { ReportTexts } from './texts.ts';

/** What a count hands over to become a report. */
export interface DifferentialDocumentInput {
  readonly softwareVersion: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly caseFields?: CaseFields;
  readonly scheme: Scheme;
  /**
   * Cells aimed at and asked of each slide, in the order of `slides`; `everything` where the target was not applied. `countedOnFrom`:
   * the cells aimed at before more were asked for.
   */
  readonly target: { readonly cells: number; readonly everything: boolean; readonly shares: readonly number[]; readonly short: number; readonly countedOnFrom?: number };
  readonly slides: readonly DocumentSlide[];
  /** Cells by class code over all slides, as shown (UNK included). */
  readonly counts: Readonly<Record<string, number>>;
  /** Those of `counts` that a person has named: the machine's errors do not concern them. None unless given. */
  readonly named?: readonly NamedCells[];
  /** Of `counts` (and `named`), those counted by eye down the eyepiece. */
  readonly manual?: Readonly<Record<string, number>>;
  /** Adult marrow of Iowa for a marrow, none for blood, unless given; `null` for none. */
  readonly ranges?: ReferenceRangeSet | null;
  readonly thresholds?: readonly DecisionThreshold[];
  /** From the classifier's card; without it the report says that it is not known. */
  readonly confusion?: ConfusionMatrix;
  readonly simulation?: SimulationSettings;
  /** Draws made before from these counts and that matrix; `pending` where they are being made: the document then has none and says so. */
  readonly compositions?: TrueCompositions | 'pending';
  /** The interval of chance the report prints; Wilson's unless told. The document has both. */
  readonly printedInterval?: 'wilson' | 'clopperPearson';
  readonly models: readonly DocumentModel[];
  readonly provider: string;
  /** Machine calls nobody has reviewed, unless given. */
  readonly review?: DifferentialDocument['review'];
  readonly warnings?: readonly string[];
  readonly notes?: readonly string[];
  readonly texts?: ReportTexts;
}

/** Share of unnamed cells, of these and the counted ones, from which the report warns. */
const unnamedToWarn = 0.1;
/** Fewest cells: 300 in marrow (ICSH), 100 in blood. */
const fewestCells = { marrow: 300, blood: 100 };

/** Thresholds and reference limits. What is printed, and its side of them, is told by the document: its own rounding may not carry a value onto one either. */
function allLimits(differential: Differential, ranges: ReferenceRangeSet | undefined): number[] {
  return [...differential.thresholds.map(({ percent }) => percent), ...(ranges?.ranges ?? []).flatMap(({ low, high }) => [low, high])];
}

function documentRow(row: DifferentialRow, limits: readonly number[]): DocumentRow {
  const fourDecimals = (value: number): number => roundedOnItsSide(value, 10_000, limits);
  const roundedInterval = ({ lower, upper }: PercentInterval): PercentInterval => ({ lower: fourDecimals(lower), upper: fourDecimals(upper) });
  const { code, name, classes, place, count, wilson, clopperPearson, withMachineErrors, range, flag } = row;
  return {
    code, name, classes: [...classes], place, count,
    ...(row.percent !== undefined && { percent: fourDecimals(row.percent), printedPercent: row.printed }),
    ...(wilson && {
      interval95: {
        wilson: roundedInterval(wilson), ...(clopperPearson && { clopperPearson: roundedInterval(clopperPearson) }),
        ...(withMachineErrors && { withMachineErrors: roundedInterval(withMachineErrors) }),
      },
    }),
    ...(range && { range: { low: range.low, high: range.high } }), ...(flag && { flag }),
  };
}

/** Letters of the counted rows of which the matrix has no cell at all: how the model misreads them is not known. */
function neverMisread({ trueCodes, rows: cells }: ConfusionMatrix, { rows }: Differential): string[] {
  const met = new Set(trueCodes.filter((_, i) => cells[i].some((called) => called > 0)));
  return rows.filter(({ place, classes }) => place === 'counted' && !classes.includes('UNK') && !classes.some((code) => met.has(code))).map(({ code }) => code);
}

/** How many of some cells stand in the denominator. */
function countedOf(cells: Readonly<Record<string, number>>, { rows }: Differential): number {
  return rows.filter(({ place }) => place === 'counted').flatMap(({ classes }) => classes).reduce((sum, code) => sum + (cells[code] ?? 0), 0);
}

function documentRatio(ratio: NonNullable<Differential['ratio']>, limits: readonly number[]): DifferentialDocument['myeloidErythroid'] {
  const { definition, myeloid, erythroid, withMachineErrors, range, flag } = ratio;
  const orInfinite = (value: number): number | 'infinite' => (Number.isFinite(value) ? roundedOnItsSide(value, 10_000, limits) : 'infinite');
  const ends = ({ lower, upper }: RatioInterval) => ({ lower: orInfinite(lower), upper: orInfinite(upper) });
  return {
    definition, myeloid, erythroid, ratio: orInfinite(ratio.ratio), printed: orInfinite(ratio.printed), ...ends(ratio.wilson), clopperPearson: ends(ratio.clopperPearson),
    ...(withMachineErrors && { withMachineErrors: ends(withMachineErrors) }), ...(range && { range: { low: range.low, high: range.high } }), ...(flag && { flag }),
  };
}

function warningsOf(input: DifferentialDocumentInput, differential: Differential, texts: ReportTexts): string[] {
  const { counted } = differential;
  const unknown = { cells: input.counts['UNK'] ?? 0, inDenominator: input.scheme.unknownInDenominator };
  const problems = input.slides.reduce((sum, { problemFields }) => sum + problemFields.length, 0);
  const fewest = fewestCells[input.scheme.specimen];
  return [
    ...(input.slides.some(isDrawnSmear) ? [texts.warnings.drawn] : []),
    ...(counted === 0 ? [texts.warnings.nothing] : []),
    ...(counted > 0 && !input.target.everything && counted < input.target.cells ? [texts.warnings.short(String(counted), String(input.target.cells))] : []),
    ...(counted > 0 && counted < fewest ? [texts.warnings.few(String(counted), String(fewest))] : []),
    ...(counted > 0 && input.scheme.specimen === 'marrow' && smearsWithCells(input.slides).length < 2 ? [countedOf(input.manual ?? {}, differential) > 0 ? texts.warnings.smearsByEye : texts.warnings.oneSmear] : []),
    ...(differential.unknownShare > unnamedToWarn ? [texts.warnings.unnamed(String(unknown.cells), unnamedPercent({ unknown, counted }))] : []),
    ...(problems > 0 ? [texts.warnings.problemFields(String(problems))] : []),
    ...(input.warnings ?? []),
  ];
}

/**
 * Builds the document of a count: pure, the same for the same input. Percentages, intervals and ratios are rounded to four
 * decimals, none onto or across a limit. Throws `bad-input` where scheme, counts or any field can't be used.
 */
export function buildDifferentialDocument(input: DifferentialDocumentInput): DifferentialDocument {
  const texts = input.texts ?? englishTexts;
  const scheme = checkScheme(input.scheme);
  const ranges = input.ranges === null ? undefined : input.ranges ?? deliveredRanges[scheme.specimen];
  // Once a person has looked at every cell, the machine's errors are no longer those of the count.
  const reviewed = input.review?.state === 'reviewed';
  const pending = !reviewed && input.compositions === 'pending';
  const confusion = reviewed || pending ? undefined : input.confusion;
  const differential = differentialOf({
    counts: input.counts, named: input.named, scheme, ranges, thresholds: input.thresholds, printedInterval: input.printedInterval, confusion, simulation: input.simulation,
    ...(confusion && typeof input.compositions === 'object' && { compositions: input.compositions }),
  });
  const { ratio } = differential, { countedOnFrom, ...target } = input.target;
  const limits = allLimits(differential, ranges);
  const simulation = input.simulation ?? usualSimulation;
  const made: DifferentialDocument = {
    format: 'myeloscope-differential', version: 1,
    software: { name: texts.productName, version: input.softwareVersion },
    startedAt: input.startedAt.toISOString(), finishedAt: input.finishedAt.toISOString(),
    review: input.review ?? { state: 'notReviewed', cellsReviewed: 0, cellsChanged: 0 },
    case: input.caseFields ?? {},
    scheme: {
      id: scheme.id, name: scheme.name, specimen: scheme.specimen, rows: scheme.rows.map((row) => ({ ...row, classes: [...row.classes] })),
      ownClasses: [...scheme.ownClasses], unknownInDenominator: scheme.unknownInDenominator, target: scheme.target, myeloidErythroid: scheme.myeloidErythroid,
      ...(scheme.rounding && { rounding: scheme.rounding }),
    },
    target: { ...target, shares: [...target.shares], ...(countedOnFrom !== undefined && countedOnFrom < differential.counted - countedOf(input.manual ?? {}, differential) - (input.review?.cellsAdded ?? 0) && { countedOnFrom }) },
    slides: [...input.slides], counts: { ...input.counts }, counted: differential.counted, printedInterval: input.printedInterval ?? 'wilson',
    ...(input.manual && Object.values(input.manual).some((cells) => cells > 0) && { manual: { counts: { ...input.manual }, counted: countedOf(input.manual, differential) } }),
    rows: differential.rows.map((row) => documentRow(row, limits)), sums: differential.sums.map((row) => documentRow(row, limits)),
    ...(ratio && { myeloidErythroid: documentRatio(ratio, limits) }),
    thresholds: differential.thresholds.map(({ name, classes, percent, count, result, machineIntervalHolds }) => ({
      name, classes: [...classes], percent, count, state: result.state, side: result.side,
      ...(result.state === 'near' && result.cellsToSettle !== undefined && { cellsToSettle: result.cellsToSettle }),
      ...(machineIntervalHolds !== undefined && !reviewed && !pending && { machineIntervalHolds }),
    })),
    unknown: { cells: input.counts['UNK'] ?? 0, share: roundedOnItsSide(differential.unknownShare, 10_000), inDenominator: scheme.unknownInDenominator },
    ...(ranges && { referenceRanges: { name: ranges.name, source: ranges.source, ...(ranges.sourceDate && { sourceDate: ranges.sourceDate }), population: ranges.population } }),
    machineErrors: confusion && differential.hasMachineErrors
      ? { known: true, source: confusion.source, seed: simulation.seed, draws: simulation.draws, notKnownFor: neverMisread(confusion, differential) }
      : { known: false, source: reviewed ? texts.callsReviewed : pending ? texts.beingSimulated : confusion && differential.counted > 0 ? texts.noCallLeft : texts.noMatrix },
    models: [...input.models], provider: input.provider,
    warnings: warningsOf(input, differential, texts), notes: [...(input.notes ?? [])],
  };
  return parseDifferentialDocument(made, 'The differential');
}
