import { printedToOneDecimal } from '#shared/differential/printedValue.ts';
import type { DifferentialDocument, DocumentRow } from '#shared/reports/differentialDocument.ts';
import type { ReportTexts } from '#shared/reports/texts.ts';
import { cellClass, isClassCode } from '#shared/taxonomy/cellClasses.ts';

/** The machine's number for the same row, where it differs from the reviewed one by `change` cells. */
export interface MachineSide { readonly count: number; readonly percent: string; readonly change: number }

/** A line of the differential on screen: numbers as the report prints them, and the classes behind them. */
export interface DifferentialLine {
  readonly kind: 'cells' | 'total' | 'sum' | 'ratio' | 'per100' | 'noted';
  readonly code: string;
  readonly name: string;
  /** Classes that the line counts; none for the total and the ratio. */
  readonly classes: readonly string[];
  readonly count: string;
  readonly percent: string;
  /** 95 % interval of chance alone. */
  readonly chance: string;
  /** 95 % interval that carries the machine's errors too; empty where it is not known. */
  readonly withMachineErrors: string;
  readonly range: string;
  readonly flag?: 'low' | 'within' | 'high';
  readonly machine?: MachineSide;
  readonly isEmpty: boolean;
  /** The first line of another lineage or kind: a rule stands above it. */
  readonly beginsGroup: boolean;
}

type Interval = { readonly lower: number; readonly upper: number };

/** Limits that rounding may not carry a printed value across: the row's reference range and its decision thresholds. */
function limitsOf(row: DocumentRow, { thresholds }: DifferentialDocument): number[] {
  const isOfRow = (classes: readonly string[]): boolean => classes.length === row.classes.length && classes.every((code) => row.classes.includes(code));
  return [...(row.range ? [row.range.low, row.range.high] : []), ...thresholds.filter(({ classes }) => isOfRow(classes)).map(({ percent }) => percent)];
}

/** The interval of chance that the report prints of a row. */
export function chanceIntervalOf({ interval95 }: DocumentRow, { printedInterval }: DifferentialDocument): Interval | undefined {
  return printedInterval === 'clopperPearson' ? interval95?.clopperPearson ?? interval95?.wilson : interval95?.wilson;
}

const lineageOf = (classes: readonly string[]): string => {
  const known = classes.find(isClassCode);
  const lineage = known === undefined ? 'own' : cellClass(known).lineage;
  return lineage === 'myeloid' || lineage === 'erythroid' ? lineage : 'other';
};

function machineSide(row: DocumentRow, machine: DifferentialDocument): MachineSide | undefined {
  const same = [...machine.rows, ...machine.sums].find(({ code }) => code === row.code);
  return same && { count: same.count, percent: same.printedPercent?.toFixed(1) ?? '', change: row.count - same.count };
}

function lineOfRow(row: DocumentRow, kind: DifferentialLine['kind'], name: string, reviewed: DifferentialDocument, machine: DifferentialDocument, texts: ReportTexts): DifferentialLine {
  const limits = limitsOf(row, reviewed);
  const written = (interval: Interval | undefined): string =>
    interval ? texts.intervalOf(printedToOneDecimal(interval.lower, limits).toFixed(1), printedToOneDecimal(interval.upper, limits).toFixed(1)) : '';
  return {
    kind, code: row.code, name, classes: row.classes, count: String(row.count), percent: row.printedPercent?.toFixed(1) ?? '',
    chance: written(chanceIntervalOf(row, reviewed)), withMachineErrors: written(row.interval95?.withMachineErrors),
    range: row.range ? texts.intervalOf(String(row.range.low), String(row.range.high)) : '', ...(row.flag && { flag: row.flag }),
    machine: machineSide(row, machine), isEmpty: row.count === 0, beginsGroup: false,
  };
}

function totalLine(reviewed: DifferentialDocument, machine: DifferentialDocument, texts: ReportTexts): DifferentialLine {
  const sum = ({ rows }: DifferentialDocument): string => (rows.filter(({ place }) => place === 'counted').reduce((tenths, { printedPercent = 0 }) => tenths + Math.round(10 * printedPercent), 0) / 10).toFixed(1);
  const percent = (document: DifferentialDocument): string => (document.counted > 0 ? sum(document) : '');
  return {
    kind: 'total', code: 'total', name: texts.total, classes: [], count: String(reviewed.counted), percent: percent(reviewed), chance: '', withMachineErrors: '', range: '',
    machine: { count: machine.counted, percent: percent(machine), change: reviewed.counted - machine.counted }, isEmpty: false, beginsGroup: false,
  };
}

function ratioLine({ myeloidErythroid: ratio }: DifferentialDocument, { myeloidErythroid: machineRatio }: DifferentialDocument, texts: ReportTexts): DifferentialLine[] {
  if (!ratio) return [];
  const limits = ratio.range ? [ratio.range.low, ratio.range.high] : [];
  const written = (value: number | 'infinite'): string => (value === 'infinite' ? '∞' : printedToOneDecimal(value, limits).toFixed(1));
  const ends = ({ lower, upper }: Pick<typeof ratio, 'lower' | 'upper'>): string => texts.intervalOf(written(lower), upper === 'infinite' ? texts.noUpper : written(upper));
  return [{
    kind: 'ratio', code: 'M:E', name: texts.summary.ratio, classes: [], count: `${ratio.myeloid} : ${ratio.erythroid}`, percent: written(ratio.printed),
    chance: ends(ratio), withMachineErrors: ratio.withMachineErrors ? ends(ratio.withMachineErrors) : '',
    range: ratio.range ? texts.intervalOf(String(ratio.range.low), String(ratio.range.high)) : '', ...(ratio.flag && { flag: ratio.flag }),
    ...(machineRatio && { machine: { count: machineRatio.myeloid, percent: written(machineRatio.printed), change: ratio.myeloid - machineRatio.myeloid + machineRatio.erythroid - ratio.erythroid } }),
    isEmpty: false, beginsGroup: false,
  }];
}

/**
 * The differential as lines in report order: counted rows, the total, sums and M:E, rows per 100, then what was noted. `machine`
 * is the same count as the machine left it. Pure.
 */
export function differentialLines(reviewed: DifferentialDocument, machine: DifferentialDocument, texts: ReportTexts): DifferentialLine[] {
  const placed = (place: DocumentRow['place']): DocumentRow[] => reviewed.rows.filter((row) => row.place === place);
  const line = (row: DocumentRow, kind: DifferentialLine['kind'], name: string): DifferentialLine => lineOfRow(row, kind, row.code === 'UNK' ? texts.unnamedRow : name, reviewed, machine, texts);
  const lines = [
    ...placed('counted').map((row) => line(row, 'cells', row.name)),
    totalLine(reviewed, machine, texts),
    ...reviewed.sums.map((row) => line(row, 'sum', texts.erythroid)),
    ...ratioLine(reviewed, machine, texts),
    ...placed('per100').map((row) => line(row, 'per100', `${row.name}, ${texts.columns.per100}`)),
    ...placed('noted').map((row) => line(row, 'noted', row.name)),
  ];
  const groupOf = ({ kind, classes }: DifferentialLine): string => (kind === 'cells' ? lineageOf(classes) : kind === 'sum' || kind === 'ratio' ? 'sums' : kind);
  return lines.map((given, i) => ({ ...given, beginsGroup: i > 0 && groupOf(given) !== groupOf(lines[i - 1]) }));
}
