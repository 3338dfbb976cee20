import path from 'node:path';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { instant } from '#shared/reports/printed/printedTimes.ts';
import { stateOf } from '#shared/reports/printed/reviewWords.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import type { CountOutcome } from '#main/service/countAndReport.ts';

const oneDecimal = (value: number): string => value.toFixed(1);

/** Whether people have reviewed the calls, and who signed them, as the report says it. */
function stateInWords(document: DifferentialDocument): string {
  const { signature } = document;
  const signed = signature && englishTexts.signed(String(signature.version), signature.amendment !== undefined, instant(signature.signedAt), signature.signedBy, signature.role);
  return [stateOf(document, englishTexts), ...(signed === undefined ? [] : [signed])].join('. ');
}

/** A count in a few lines for a terminal: the table, the ratio, warnings, and where the files lie. */
export function describeCount({ document, files }: CountOutcome): string {
  const { rows, counted, slides, unknown, myeloidErythroid: ratio, warnings } = document;
  const shown = rows.filter(({ count, code }) => count > 0 && code !== 'UNK');
  const width = Math.max(0, ...shown.map(({ name }) => name.length));
  const lines = shown.map(({ name, count, printedPercent, interval95, place }) => {
    const percent = printedPercent === undefined ? '' : `${oneDecimal(printedPercent).padStart(7)}${place === 'per100' ? ' per 100' : ' %'}`;
    const interval = interval95 ? `  (${oneDecimal(interval95.wilson.lower)} to ${oneDecimal(interval95.wilson.upper)})` : '';
    return `  ${name.padEnd(width)} ${String(count).padStart(6)}${percent}${interval}`;
  });
  const ratioLine = ratio && ratio.printed !== 'infinite' && ratio.lower !== 'infinite'
    ? [`M:E ${oneDecimal(ratio.printed)} (${oneDecimal(ratio.lower)} to ${ratio.upper === 'infinite' ? 'no upper end' : oneDecimal(ratio.upper)})`] : [];
  return [
    `${String(counted)} cells counted on ${String(slides.length)} ${slides.length === 1 ? 'smear' : 'smears'}; ${String(unknown.cells)} more could not be named. ${stateInWords(document)}.`,
    '', ...lines, ...ratioLine, '',
    ...warnings.map((warning) => `Note: ${warning}`),
    `Written to ${path.dirname(files[0])}: ${files.map((file) => path.basename(file)).join(', ')}`,
  ].join('\n') + '\n';
}
