import { MyeloscopeError } from '../errors/myeloscopeError.ts';
import { isProductClass } from '../taxonomy/cellClasses.ts';
import { denominatorOf } from '../taxonomy/denominator.ts';
import type { Rounding, RowPlace, Scheme, SchemeRow } from '../taxonomy/schemes.ts';
import { decisionThresholds, thresholdState, watchedThresholds } from './decisionThresholds.ts';
import type { ChanceInterval, DecisionThreshold, ThresholdState } from './decisionThresholds.ts';
import type { CountWithLimits } from './largestRemainder.ts';
import { checkLimits, largestRemainderPercentages } from './largestRemainder.ts';
import { machineErrorInterval, trueCompositions, usualSimulation } from './machineErrorInterval.ts';
import type { ConfusionMatrix, NamedCells, SimulationSettings, TrueCompositions } from './machineErrorInterval.ts';
import { myeloidErythroidRatio, oddsOf, oddsOfInterval, ratioClasses } from './myeloidErythroidRatio.ts';
import type { MyeloidErythroidRatio } from './myeloidErythroidRatio.ts';
import { printedRatio, printedToOneDecimal } from './printedValue.ts';
import { clopperPearsonInterval, wilsonInterval } from './proportionInterval.ts';
import type { ShareInterval } from './proportionInterval.ts';
import { erythroidRow, flagOf, neutrophilRow, rangeOfRow, ratioRow } from './referenceRanges.ts';
import type { RangeFlag, ReferenceRange, ReferenceRangeSet } from './referenceRanges.ts';

/** An interval in percent, not rounded. */
export interface PercentInterval { readonly lower: number; readonly upper: number }

/** A row as counted. Percentages are of the counted cells; of a `per100` row, cells per 100 counted cells. */
export interface DifferentialRow {
  readonly code: string;
  readonly name: string;
  readonly classes: readonly string[];
  readonly place: RowPlace;
  readonly count: number;
  /** Exact; undefined for noted rows and where nothing was counted. */
  readonly percent?: number;
  /** To one decimal, never across a threshold or a reference limit; the counted rows add to 100.0 unless the scheme rounds each to the nearest. */
  readonly printed?: number;
  readonly wilson?: PercentInterval;
  readonly clopperPearson?: PercentInterval;
  /** Undefined where no confusion matrix is known or it does not have the class, and once a person has named all its cells. */
  readonly withMachineErrors?: PercentInterval;
  readonly range?: ReferenceRange;
  readonly flag?: RangeFlag;
}

export interface ThresholdResult extends DecisionThreshold {
  readonly count: number;
  readonly result: ThresholdState;
  /** Whether what the machine may have misread or left unnamed reaches the limit, or goes beyond it. Undefined where a person has named what decides it, or nothing is unnamed and the misreading is not known. */
  readonly machineIntervalHolds?: boolean;
}

export interface Differential {
  /** Cells in the denominator. */
  readonly counted: number;
  /** In the scheme's order; cells that cannot be named come last, under UNK. */
  readonly rows: readonly DifferentialRow[];
  /** Sums over the table that have a reference range: the erythroid cells of a marrow, the neutrophils of a blood that gives them apart. */
  readonly sums: readonly DifferentialRow[];
  readonly ratio?: MyeloidErythroidRatio & { readonly printed: number; readonly withMachineErrors?: { readonly lower: number; readonly upper: number }; readonly range?: ReferenceRange; readonly flag?: RangeFlag };
  /** Of the limits that are watched in this specimen. */
  readonly thresholds: readonly ThresholdResult[];
  /** Whether the machine's errors are in the intervals: a matrix is known, and calls of the machine that nobody has looked at are left. */
  readonly hasMachineErrors: boolean;
  /** Share of UNK among the counted and unnamed cells, 0 to 1. */
  readonly unknownShare: number;
}

export interface DifferentialInput {
  /** Whole numbers by class code, as called or reviewed. */
  readonly counts: Readonly<Record<string, number>>;
  /** Those of `counts` that a person has named; none unless given. */
  readonly named?: readonly NamedCells[];
  readonly scheme: Scheme;
  readonly ranges?: ReferenceRangeSet;
  readonly thresholds?: readonly DecisionThreshold[];
  /** Which interval of chance is printed: by it a result is near a threshold. Wilson's where absent. */
  readonly printedInterval?: ChanceInterval;
  readonly confusion?: ConfusionMatrix;
  readonly simulation?: SimulationSettings;
  /** The draws, where they were made before: of these counts, and with that matrix. */
  readonly compositions?: TrueCompositions;
}

const namedOf = ({ named = [] }: Pick<DifferentialInput, 'named'>, code: string): number => named.reduce((sum, { code: of, cells }) => sum + (of === code ? cells : 0), 0);

/** Cells by class that the machine alone has called, which is what its errors can concern. */
export function calledByMachine(input: Pick<DifferentialInput, 'counts' | 'named'>): Record<string, number> {
  return Object.fromEntries(Object.entries(input.counts).map(([code, cells]) => [code, cells - namedOf(input, code)]));
}

const inPercent = ({ lower, upper }: { lower: number; upper: number }): PercentInterval => ({ lower: 100 * lower, upper: 100 * upper });

function checkInput({ counts, named = [], scheme, ranges }: DifferentialInput): void {
  if (ranges && ranges.specimen !== scheme.specimen) {
    throw new MyeloscopeError('bad-input', `The reference ranges "${ranges.name}" are of ${ranges.specimen}, and the scheme "${scheme.name}" counts ${scheme.specimen}.`);
  }
  const own = new Set(scheme.ownClasses.map(({ code }) => code));
  for (const [code, count] of Object.entries(counts)) {
    if (!isProductClass(code) && !own.has(code)) throw new MyeloscopeError('bad-input', `Cells were counted as ${code}, which is no class of the scheme "${scheme.name}".`);
    if (!Number.isSafeInteger(count) || count < 0) throw new MyeloscopeError('bad-input', `${count} cells of ${code} can't have been counted.`);
  }
  for (const { code } of named) {
    const cells = namedOf({ named }, code);
    if (!Number.isSafeInteger(cells) || cells < 0 || cells > (counts[code] ?? 0)) throw new MyeloscopeError('bad-input', `${cells} of ${counts[code] ?? 0} cells of ${code} can't have been named by a person.`);
  }
}

/**
 * Whether a person has named every cell of some classes, and there are any, and every cell that the machine could not name: then the
 * machine has no part in them. A cell left unnamed may be of any class.
 */
function allNamed(classes: readonly string[], input: DifferentialInput): boolean {
  const cells = classes.reduce((sum, code) => sum + (input.counts[code] ?? 0), 0);
  return cells > 0 && ['UNK', ...classes].every((code) => (input.counts[code] ?? 0) === namedOf(input, code));
}

/** Percentages of a column as a scheme has them printed, to one decimal, none across its limits; all zero where nothing was counted. */
export function printedPercentages(rows: readonly CountWithLimits[], rounding: Rounding = 'addsTo100'): number[] {
  if (rounding === 'addsTo100') return largestRemainderPercentages(rows);
  const total = rows.reduce((cells, { count }) => cells + count, 0);
  for (const { limits } of rows) checkLimits(limits);
  return rows.map(({ count, limits }) => (total === 0 ? 0 : printedToOneDecimal((100 * count) / total, limits)));
}

/** Everything that is computed of one row, given its limits and its printed percentage. */
function resultOf(row: SchemeRow, count: number, denominator: readonly string[], input: DifferentialInput, total: number, printed: number, compositions: TrueCompositions | undefined): DifferentialRow {
  const range = input.ranges && rangeOfRow(input.ranges, row);
  const percent = (100 * count) / total;
  const machine = compositions && !allNamed(row.classes, input) ? machineErrorInterval(compositions, row.classes, denominator) : undefined;
  return {
    code: row.code, name: row.name, classes: row.classes, place: row.place, count, percent, printed,
    wilson: inPercent(wilsonInterval(count, total)), clopperPearson: inPercent(clopperPearsonInterval(count, total)),
    withMachineErrors: machine && inPercent(machine), range, flag: range && flagOf(percent, range),
  };
}

/** Cells per 100 counted cells, with the odds of both intervals of chance: the rate can go over 100. */
function per100Of(row: SchemeRow, count: number, total: number): DifferentialRow {
  const percent = (100 * count) / total;
  return {
    ...row, count, percent, printed: printedToOneDecimal(percent),
    wilson: inPercent(oddsOfInterval(wilsonInterval(count, count + total))), clopperPearson: inPercent(oddsOfInterval(clopperPearsonInterval(count, count + total))),
  };
}

/** The sums that are given over a scheme's counted rows. */
function sumRowsOf({ specimen, rows }: Scheme): SchemeRow[] {
  const counted = rows.filter(({ place }) => place === 'counted');
  const [code, name, classes] = specimen === 'marrow' ? [erythroidRow, 'Erythroid cells', ['PEB', 'EBB', 'EBP', 'EBO']] : [neutrophilRow, 'Neutrophils', ['NGB', 'NGS']];
  const parts = counted.filter((row) => row.classes.every((of) => classes.includes(of)));
  // A row that holds all of them already needs no sum.
  return specimen === 'blood' && parts.length < 2 ? [] : [{ code, name, classes: parts.flatMap((row) => row.classes), place: 'counted' }];
}

/**
 * Counts to the differential of the report: percentages, intervals, sums, the M:E ratio and the thresholds.
 * Nothing counted gives rows without percentages. Throws `bad-input` for a count that is none or a class the scheme lacks.
 */
export function differentialOf(input: DifferentialInput): Differential {
  checkInput(input);
  const { counts, scheme, ranges } = input;
  const sum = (codes: readonly string[]): number => codes.reduce((cells, code) => cells + (counts[code] ?? 0), 0);
  const thresholds = watchedThresholds(input.thresholds ?? decisionThresholds, scheme);
  const unknown: SchemeRow = { code: 'UNK', name: 'Cannot be named', classes: ['UNK'], place: scheme.unknownInDenominator ? 'counted' : 'noted' };
  const all = [...scheme.rows, unknown];
  const counted = all.filter(({ place }) => place === 'counted');
  const denominator = denominatorOf(scheme);
  const total = sum(denominator);
  const limitsOf = (row: SchemeRow): number[] => {
    const range = ranges && rangeOfRow(ranges, row);
    const own = thresholds.filter(({ classes }) => classes.every((code) => row.classes.includes(code)) && row.classes.every((code) => classes.includes(code)));
    return [...(range ? [range.low, range.high] : []), ...own.map(({ percent }) => percent)];
  };
  const printed = printedPercentages(counted.map((row) => ({ count: sum(row.classes), limits: limitsOf(row) })), scheme.rounding);
  const compositions = total === 0 ? undefined : input.compositions
    ?? (input.confusion && trueCompositions({ called: calledByMachine(input), named: input.named }, input.confusion, input.simulation ?? usualSimulation));
  const rows = all.map((row): DifferentialRow => {
    const count = sum(row.classes);
    if (total === 0 || row.place === 'noted') return { ...row, count };
    if (row.place === 'per100') return per100Of(row, count, total);
    return resultOf(row, count, denominator, input, total, printed[counted.indexOf(row)], compositions);
  });
  const sums = total === 0 ? [] : sumRowsOf(scheme).map((row): DifferentialRow => {
    const asAdded = rows.filter(({ place, classes }) => place === 'counted' && classes.every((code) => row.classes.includes(code)))
      .reduce((tenths, part) => tenths + Math.round(10 * (part.printed ?? 0)), 0) / 10;
    const exact = (100 * sum(row.classes)) / total;
    // The sum of what is printed above it, as a reader would add it, unless that changes its side of a limit.
    const limits = limitsOf(row);
    const shown = limits.every((limit) => Math.sign(exact - limit) === Math.sign(asAdded - limit)) ? asAdded : printedToOneDecimal(exact, limits);
    return resultOf(row, sum(row.classes), denominator, input, total, scheme.rounding === 'eachNearest' ? printedToOneDecimal(exact, limits) : shown, compositions);
  });
  const countedOrUnnamed = total + (scheme.unknownInDenominator ? 0 : counts['UNK'] ?? 0);
  return {
    counted: total, rows, sums, ratio: ratioOf(input, compositions), hasMachineErrors: compositions !== undefined, unknownShare: countedOrUnnamed === 0 ? 0 : (counts['UNK'] ?? 0) / countedOrUnnamed,
    thresholds: total === 0 ? [] : thresholds.map((threshold) => {
      const count = sum(threshold.classes), result = thresholdState(count, total, threshold.percent, input.printedInterval);
      const machine = compositions && !allNamed(threshold.classes, input) ? machineErrorInterval(compositions, threshold.classes, denominator) : undefined;
      const unnamed = threshold.classes.includes('UNK') ? 0 : calledByMachine(input)['UNK'] ?? 0;
      const mayBe = machine ?? withUnnamed(count, total + (scheme.unknownInDenominator ? 0 : unnamed), unnamed);
      return { ...threshold, count, result, machineIntervalHolds: mayBe && reaches(mayBe, result.side, threshold.percent) };
    }),
  };
}

/** Whether an interval reaches a limit, in percent, from the side on which the share stands, or lies beyond it. */
function reaches({ lower, upper }: ShareInterval, side: ThresholdState['side'], limit: number): boolean {
  return side === 'at' || (side === 'below' ? upper >= limit / 100 : lower <= limit / 100);
}

/** The shares that a result of `count` of `total` cells may have with the cells that the machine could not name, of which nothing more is known: none of them is of it, or all. */
function withUnnamed(count: number, total: number, unnamed: number): ShareInterval | undefined {
  return unnamed === 0 ? undefined : { lower: count / total, upper: (count + unnamed) / total };
}

function ratioOf(input: DifferentialInput, compositions: TrueCompositions | undefined): Differential['ratio'] {
  const { counts, scheme, ranges } = input;
  if (scheme.myeloidErythroid === 'none') return undefined;
  const ratio = myeloidErythroidRatio(counts, scheme.myeloidErythroid);
  if (!ratio) return undefined;
  const range = ranges?.ranges.find(({ row }) => row === ratioRow);
  const printed = Number.isFinite(ratio.ratio) ? printedRatio(ratio.ratio, range && [range.low, range.high]) : Infinity;
  const { myeloid, erythroid } = ratioClasses(scheme.myeloidErythroid);
  const both = [...myeloid, ...erythroid];
  const machine = compositions && !allNamed(both, input) ? machineErrorInterval(compositions, myeloid, both) : undefined;
  return { ...ratio, printed, ...(machine && { withMachineErrors: { lower: oddsOf(machine.lower), upper: oddsOf(machine.upper) } }), range, flag: range && flagOf(ratio.ratio, range) };
}
