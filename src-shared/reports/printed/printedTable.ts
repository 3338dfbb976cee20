import { printedToOneDecimal, writtenRatio } from '../../differential/printedValue.ts';
import { cellClass, isProductClass } from '../../taxonomy/cellClasses.ts';
import type { DifferentialDocument, DocumentRow } from '../differentialDocument.ts';
import type { ReportTexts } from '../texts.ts';
import { wholeNumber } from './wholeNumber.ts';

/** A row of the differential table as it is printed, on paper and on the screen. Empty where there is nothing to print. */
export interface PrintedRow {
  readonly kind: 'cells' | 'total' | 'sum' | 'ratio' | 'per100' | 'noted';
  readonly code: string;
  readonly name: string;
  /** Classes that the row counts; none for the total and the ratio. */
  readonly classes: readonly string[];
  readonly count: string;
  readonly percent: string;
  /** 95 % interval of chance alone. */
  readonly interval: string;
  /** 95 % interval that carries the machine's errors too. */
  readonly machineInterval: string;
  readonly range: string;
  readonly flag: 'low' | 'within' | 'high' | undefined;
  readonly isEmpty: boolean;
  /** Rows of one lineage stand together. */
  readonly lineage: 'myeloid' | 'erythroid' | 'other' | 'own';
}

interface Interval { readonly lower: number; readonly upper: number }

/** The interval of chance that is printed of a row. Rates per 100 of older documents have Wilson's only. */
export function chanceIntervalOf({ interval95 }: DocumentRow, { printedInterval }: Pick<DifferentialDocument, 'printedInterval'>): Interval | undefined {
  return printedInterval === 'clopperPearson' ? interval95?.clopperPearson ?? interval95?.wilson : interval95?.wilson;
}

/** Limits that rounding may not carry a printed value across: the row's reference range and its decision thresholds. */
export function limitsOf(row: DocumentRow, { thresholds }: DifferentialDocument): number[] {
  const isOfRow = (classes: readonly string[]): boolean => classes.length === row.classes.length && classes.every((code) => row.classes.includes(code));
  return [...(row.range ? [row.range.low, row.range.high] : []), ...thresholds.filter(({ classes }) => isOfRow(classes)).map(({ percent }) => percent)];
}

/** An interval of a row as it is printed: no end across one of the row's limits. That it is not quite 0 is no reason to print a lower end too high. */
export function writtenInterval(row: DocumentRow, { lower, upper }: Interval, document: DifferentialDocument, texts: ReportTexts): string {
  const limits = limitsOf(row, document).filter((limit) => limit > 0);
  return texts.intervalOf(printedToOneDecimal(lower, limits).toFixed(1), printedToOneDecimal(upper, limits).toFixed(1));
}

function lineageOf(classes: readonly string[]): PrintedRow['lineage'] {
  const known = classes.find(isProductClass);
  if (known === undefined) return 'own';
  const { lineage } = cellClass(known);
  return lineage === 'myeloid' || lineage === 'erythroid' ? lineage : 'other';
}

/** The table in report order: counted rows, the total, sums and M:E, rows per 100, then all that was noted. Pure. */
export function printedTable(document: DifferentialDocument, texts: ReportTexts): PrintedRow[] {
  const placed = (place: DocumentRow['place']): DocumentRow[] => document.rows.filter((row) => row.place === place);
  const printed = (row: DocumentRow, kind: PrintedRow['kind'], name: string): PrintedRow => {
    const written = (interval: Interval | undefined): string => (interval ? writtenInterval(row, interval, document, texts) : '');
    return {
      kind, code: row.code, name: row.code === 'UNK' ? texts.unnamedRow : name, classes: row.classes, count: wholeNumber(row.count), percent: row.printedPercent?.toFixed(1) ?? '',
      interval: written(chanceIntervalOf(row, document)), machineInterval: written(row.interval95?.withMachineErrors), ...writtenRange(row, texts), isEmpty: row.count === 0, lineage: lineageOf(row.classes),
    };
  };
  return [
    ...placed('counted').map((row) => printed(row, 'cells', row.name)),
    totalRow(document, texts),
    ...document.sums.map((row) => printed(row, 'sum', texts.sums[row.code] ?? row.name)),
    ...ratioRows(document, texts),
    ...placed('per100').map((row) => printed(row, 'per100', `${row.name}, ${texts.columns.per100}`)),
    ...placed('noted').map((row) => printed(row, 'noted', row.name)),
  ];
}

function writtenRange({ range, flag }: Pick<DocumentRow, 'range' | 'flag'>, texts: ReportTexts): Pick<PrintedRow, 'range' | 'flag'> {
  return { range: range ? texts.intervalOf(String(range.low), String(range.high)) : '', flag };
}

/** The printed percentages added up, as a reader of the column would; 100.0 where each is rounded by itself, as the note below the table says. */
function totalRow({ rows, counted, scheme }: DifferentialDocument, texts: ReportTexts): PrintedRow {
  const tenths = scheme.rounding === 'eachNearest' ? 1000 : rows.filter(({ place }) => place === 'counted').reduce((sum, { printedPercent = 0 }) => sum + Math.round(10 * printedPercent), 0);
  return {
    kind: 'total', code: 'total', name: texts.total, classes: [], count: wholeNumber(counted), percent: counted > 0 ? (tenths / 10).toFixed(1) : '',
    interval: '', machineInterval: '', range: '', flag: undefined, isEmpty: false, lineage: 'other',
  };
}

function ratioRows({ myeloidErythroid: ratio, printedInterval }: DifferentialDocument, texts: ReportTexts): PrintedRow[] {
  if (!ratio) return [];
  const limits = ratio.range ? [ratio.range.low, ratio.range.high] : [];
  const written = (value: number | 'infinite'): string => (value === 'infinite' ? '∞' : writtenRatio(value, limits));
  const ends = ({ lower, upper }: Pick<typeof ratio, 'lower' | 'upper'>): string => texts.intervalOf(written(lower), upper === 'infinite' ? texts.noUpper : written(upper));
  return [{
    kind: 'ratio', code: 'M:E', name: texts.summary.ratio, classes: [], count: `${wholeNumber(ratio.myeloid)} : ${wholeNumber(ratio.erythroid)}`, percent: written(ratio.printed),
    interval: ends((printedInterval === 'clopperPearson' && ratio.clopperPearson) || ratio), machineInterval: ratio.withMachineErrors ? ends(ratio.withMachineErrors) : '', ...writtenRange(ratio, texts), isEmpty: false, lineage: 'other',
  }];
}
