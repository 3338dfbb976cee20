import type { DifferentialDocument, DocumentRow } from '#shared/reports/differentialDocument.ts';
import { csvField } from './cellsCsv.ts';

const head = [
  'code', 'class', 'place', 'count', 'percent', 'printed_percent', 'wilson_lower', 'wilson_upper', 'clopper_pearson_lower', 'clopper_pearson_upper',
  'with_machine_errors_lower', 'with_machine_errors_upper', 'reference_low', 'reference_high', 'flag',
];

const number = (value: number | string | undefined): string => (value === undefined ? '' : String(value));

function lineOf({ code, name, place, count, percent, printedPercent, interval95, range, flag }: DocumentRow): string {
  return [
    csvField(code), csvField(name), place, ...[
      count, percent, printedPercent, interval95?.wilson.lower, interval95?.wilson.upper, interval95?.clopperPearson?.lower, interval95?.clopperPearson?.upper,
      interval95?.withMachineErrors?.lower, interval95?.withMachineErrors?.upper, range?.low, range?.high, flag,
    ].map(number),
  ].join(',');
}

/** The table of a differential: a line a row, then the sums and the M:E ratio. UTF-8, CRLF, safe to open in a spreadsheet. */
export function differentialCsv({ rows, sums, myeloidErythroid: ratio }: DifferentialDocument): string {
  const ratioLine = ratio && ['M:E', csvField(`Myeloid to erythroid (${ratio.definition})`), 'ratio', ...[
    undefined, ratio.ratio, ratio.printed, ratio.lower, ratio.upper, ratio.clopperPearson?.lower, ratio.clopperPearson?.upper, ratio.withMachineErrors?.lower, ratio.withMachineErrors?.upper, ratio.range?.low, ratio.range?.high, ratio.flag,
  ].map(number)].join(',');
  return [head.join(','), ...[...rows, ...sums].map(lineOf), ...(ratioLine ? [ratioLine] : [])].map((line) => `${line}\r\n`).join('');
}
