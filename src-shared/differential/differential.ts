import { MyeloscopeError } from '../errors/myeloscopeError.ts';
import { isClassCode } from '../taxonomy/cellClasses.ts';
import type { RowPlace, Scheme, SchemeRow } from '../taxonomy/schemes.ts';
import { decisionThresholds, thresholdState } from './decisionThresholds.ts';
import type { DecisionThreshold, ThresholdState } from './decisionThresholds.ts';
import { largestRemainderPercentages } from './largestRemainder.ts';
import { machineErrorInterval, trueCompositions, usualSimulation } from './machineErrorInterval.ts';
import type { ConfusionMatrix, SimulationSettings, TrueCompositions } from './machineErrorInterval.ts';
import { myeloidErythroidRatio } from './myeloidErythroidRatio.ts';
import type { MyeloidErythroidRatio } from './myeloidErythroidRatio.ts';
import { printedToOneDecimal } from './printedValue.ts';
import { clopperPearsonInterval, wilsonInterval } from './proportionInterval.ts';
import { erythroidRow, flagOf, ratioRow } from './referenceRanges.ts';
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
  /** To one decimal, never across a threshold or a reference limit; the counted rows add to 100.0. */
  readonly printed?: number;
  readonly wilson?: PercentInterval;
  readonly clopperPearson?: PercentInterval;
  /** Undefined where no confusion matrix is known, or it does not have the class. */
  readonly withMachineErrors?: PercentInterval;
  readonly range?: ReferenceRange;
  readonly flag?: RangeFlag;
}

export interface ThresholdResult extends DecisionThreshold { readonly count: number; readonly result: ThresholdState; readonly machineIntervalHolds?: boolean }

export interface Differential {
  /** Cells in the denominator. */
  readonly counted: number;
  /** In the scheme's order; cells that cannot be named come last, under UNK. */
  readonly rows: readonly DifferentialRow[];
  /** Sums over the table that have a reference range: the erythroid cells of a marrow. */
  readonly sums: readonly DifferentialRow[];
  readonly ratio?: MyeloidErythroidRatio & { readonly printed: number; readonly range?: ReferenceRange; readonly flag?: RangeFlag };
  readonly thresholds: readonly ThresholdResult[];
  /** Share of UNK among the cells that are countable or UNK, 0 to 1. */
  readonly unknownShare: number;
}

export interface DifferentialInput {
  /** Whole numbers by class code, as called or reviewed. */
  readonly counts: Readonly<Record<string, number>>;
  readonly scheme: Scheme;
  readonly ranges?: ReferenceRangeSet;
  readonly thresholds?: readonly DecisionThreshold[];
  readonly confusion?: ConfusionMatrix;
  readonly simulation?: SimulationSettings;
}

const inPercent = ({ lower, upper }: { lower: number; upper: number }): PercentInterval => ({ lower: 100 * lower, upper: 100 * upper });

function checkInput({ counts, scheme, ranges }: DifferentialInput): void {
  if (ranges && ranges.specimen !== scheme.specimen) {
    throw new MyeloscopeError('bad-input', `The reference ranges "${ranges.name}" are of ${ranges.specimen}, and the scheme "${scheme.name}" counts ${scheme.specimen}.`);
  }
  const own = new Set(scheme.ownClasses.map(({ code }) => code));
  for (const [code, count] of Object.entries(counts)) {
    if (!isClassCode(code) && !own.has(code)) throw new MyeloscopeError('bad-input', `Cells were counted as ${code}, which is no class of the scheme "${scheme.name}".`);
    if (!Number.isSafeInteger(count) || count < 0) throw new MyeloscopeError('bad-input', `${count} cells of ${code} can't have been counted.`);
  }
}

/** Everything that is computed of one row, given its limits and its printed percentage. */
function resultOf(row: SchemeRow, count: number, denominator: readonly string[], input: DifferentialInput, total: number, printed: number, compositions: TrueCompositions | undefined): DifferentialRow {
  const range = input.ranges?.ranges.find((candidate) => candidate.row === row.code);
  const percent = (100 * count) / total;
  const machine = compositions && machineErrorInterval(compositions, row.classes, denominator);
  return {
    code: row.code, name: row.name, classes: row.classes, place: row.place, count, percent, printed,
    wilson: inPercent(wilsonInterval(count, total)), clopperPearson: inPercent(clopperPearsonInterval(count, total)),
    withMachineErrors: machine && inPercent(machine), range, flag: range && flagOf(percent, range),
  };
}

/** Cells per 100 counted cells, with the odds of Wilson's interval: the rate can go over 100. */
function per100Of(row: SchemeRow, count: number, total: number): DifferentialRow {
  const { lower, upper } = wilsonInterval(count, count + total);
  const percent = (100 * count) / total;
  return { ...row, count, percent, printed: printedToOneDecimal(percent), wilson: inPercent({ lower: lower / (1 - lower), upper: upper / (1 - upper) }) };
}

/**
 * Counts to the differential of the report: percentages, intervals, sums, the M:E ratio and the thresholds.
 * Nothing counted gives rows without percentages. Throws `bad-input` for a count that is none or a class the scheme lacks.
 */
export function differentialOf(input: DifferentialInput): Differential {
  checkInput(input);
  const { counts, scheme, ranges } = input;
  const sum = (codes: readonly string[]): number => codes.reduce((cells, code) => cells + (counts[code] ?? 0), 0);
  const thresholds = input.thresholds ?? decisionThresholds;
  const unknown: SchemeRow = { code: 'UNK', name: 'Cannot be named', classes: ['UNK'], place: scheme.unknownInDenominator ? 'counted' : 'noted' };
  const all = [...scheme.rows, unknown];
  const counted = all.filter(({ place }) => place === 'counted');
  const denominator = counted.flatMap(({ classes }) => classes);
  const total = sum(denominator);
  const limitsOf = (row: SchemeRow): number[] => {
    const range = ranges?.ranges.find((candidate) => candidate.row === row.code);
    const own = thresholds.filter(({ classes }) => classes.every((code) => row.classes.includes(code)) && row.classes.every((code) => classes.includes(code)));
    return [...(range ? [range.low, range.high] : []), ...own.map(({ percent }) => percent)];
  };
  const printed = largestRemainderPercentages(counted.map((row) => ({ count: sum(row.classes), limits: limitsOf(row) })));
  const compositions = input.confusion && total > 0 ? trueCompositions(counts, input.confusion, input.simulation ?? usualSimulation) : undefined;
  const rows = all.map((row): DifferentialRow => {
    const count = sum(row.classes);
    if (total === 0 || row.place === 'noted') return { ...row, count };
    if (row.place === 'per100') return per100Of(row, count, total);
    return resultOf(row, count, denominator, input, total, printed[counted.indexOf(row)], compositions);
  });
  const sums: DifferentialRow[] = [];
  if (total > 0 && scheme.specimen === 'marrow') {
    const erythroid: SchemeRow = { code: erythroidRow, name: 'Erythroid cells', classes: ['PEB', 'EBB', 'EBP', 'EBO'].filter((code) => denominator.includes(code)), place: 'counted' };
    const asAdded = rows.filter((row) => row.place === 'counted' && row.classes.every((code) => erythroid.classes.includes(code)))
      .reduce((tenths, row) => tenths + Math.round(10 * (row.printed ?? 0)), 0) / 10;
    const exact = (100 * sum(erythroid.classes)) / total;
    // The sum of what is printed above it, as a reader would add it, unless that changes its side of a limit.
    const limits = limitsOf(erythroid);
    const shown = limits.every((limit) => Math.sign(exact - limit) === Math.sign(asAdded - limit)) ? asAdded : printedToOneDecimal(exact, limits);
    sums.push(resultOf(erythroid, sum(erythroid.classes), denominator, input, total, shown, compositions));
  }
  const countable = total + (scheme.unknownInDenominator ? 0 : counts['UNK'] ?? 0);
  return {
    counted: total, rows, sums, ratio: ratioOf(input), unknownShare: countable === 0 ? 0 : (counts['UNK'] ?? 0) / countable,
    thresholds: total === 0 ? [] : thresholds.map((threshold) => {
      const machine = compositions && machineErrorInterval(compositions, threshold.classes, denominator);
      const share = threshold.percent / 100;
      return {
        ...threshold, count: sum(threshold.classes), result: thresholdState(sum(threshold.classes), total, threshold.percent),
        machineIntervalHolds: machine && machine.lower <= share && share <= machine.upper,
      };
    }),
  };
}

function ratioOf({ counts, scheme, ranges }: DifferentialInput): Differential['ratio'] {
  if (scheme.myeloidErythroid === 'none') return undefined;
  const ratio = myeloidErythroidRatio(counts, scheme.myeloidErythroid);
  if (!ratio) return undefined;
  const range = ranges?.ranges.find(({ row }) => row === ratioRow);
  const printed = Number.isFinite(ratio.ratio) ? printedToOneDecimal(ratio.ratio, range && [range.low, range.high]) : Infinity;
  return { ...ratio, printed, range, flag: range && flagOf(ratio.ratio, range) };
}
