import { readFile, stat } from 'node:fs/promises';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

/** A list of labels for a million cells is smaller. */
const largestBytes = 128 * 1024 * 1024;

/** A table as a laboratory keeps it: the names of its columns, rows by column name, and what stands between the values. */
export interface SeparatedValues {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly separator: Separator;
}

const separators = [',', ';', '\t'] as const;
type Separator = (typeof separators)[number];

/**
 * Reads a table of separated values (RFC 4180: quotes, doubled quotes, line ends inside quotes), with a comma, semicolon or tab
 * between, in UTF-8, or in UTF-16 where a byte-order mark says so. Column names lose their outer spaces; missing cells are empty; blank
 * lines are left out.
 *
 * @param required columns that must be there, in any case; they are called as here
 * @throws MyeloscopeError `not-found`, `bad-input` naming the file, and the columns that it has where one is missing
 */
export async function readSeparatedValues(path: string, required: readonly string[]): Promise<SeparatedValues> {
  const unreadable = (cause: unknown) => new MyeloscopeError('not-found', `The table ${path} can't be read.`, 'Check its name, and that you may read it.', { cause });
  const { size } = await stat(path).catch((cause: unknown) => { throw unreadable(cause); });
  if (size > largestBytes) throw new MyeloscopeError('bad-input', `The table ${path} is too large (${size} bytes).`);
  const text = textOf(await readFile(path).catch((cause: unknown) => { throw unreadable(cause); }));
  const separator = separatorOf(text);
  const [head = [], ...lines] = splitRecords(text, separator).filter((record) => record.some((value) => value.trim() !== ''));
  const columns = head.map((column) => column.trim());
  for (const column of required.filter((each) => !columns.includes(each))) {
    const place = columns.findIndex((each) => each.toLowerCase() === column.toLowerCase());
    if (place >= 0) columns[place] = column;
  }
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length) {
    const has = columns.length ? `It has: ${columns.join(', ')}.` : 'It is empty.';
    throw new MyeloscopeError('bad-input', `The table ${path} has no column "${missing.join('", "')}". ${has}`);
  }
  return { columns, rows: lines.map((values) => Object.fromEntries(columns.map((column, place) => [column, (values[place] ?? '').trim()]))), separator };
}

/**
 * A number as a person or a spreadsheet writes it, with a decimal comma too where no comma stands between the values. NaN for an empty
 * or foreign text, which `Number` alone would take for 0.
 */
export function numberIn(text: string, separator: Separator): number {
  const number = text === '' ? NaN : Number(separator === ',' ? text : text.replace(',', '.'));
  return Number.isFinite(number) ? number : NaN;
}

/** A spreadsheet's "Unicode text" is UTF-16. The mark at the beginning goes. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xFF && second === 0xFE ? 'utf-16le' : first === 0xFE && second === 0xFF ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** The separator that the head line has most of. */
function separatorOf(text: string): Separator {
  const head = text.slice(0, 10_000).split(/\r?\n/u).find((line) => line.trim() !== '') ?? '';
  const count = (separator: string) => head.split(separator).length;
  return separators.reduce((best, candidate) => count(candidate) > count(best) ? candidate : best);
}

function splitRecords(text: string, separator: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let value = '';
    if (text[at] === '"') {
      // A quoted value: up to a quote that is not doubled, or to the end where it is never closed.
      let from = at + 1;
      let quote = text.indexOf('"', from);
      while (quote >= 0 && text[quote + 1] === '"') {
        value += text.slice(from, quote + 1);
        from = quote + 2;
        quote = text.indexOf('"', from);
      }
      value += text.slice(from, quote < 0 ? text.length : quote);
      at = quote < 0 ? text.length : quote + 1;
    }
    const from = at;
    while (at < text.length && text[at] !== separator && text[at] !== '\n') at++;
    record.push(value + text.slice(from, at).replace(/\r$/u, ''));
    if (text[at] === separator && at + 1 < text.length) {
      at++;
      continue;
    }
    at++;
    records.push(record);
    record = [];
  }
  if (record.length) records.push(record);
  return records;
}
