import { readFile } from 'node:fs/promises';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

/**
 * Rows of a comma-separated file with a head line, as maps from column name to text. Quoting is not understood: the training
 * sets have none. Throws `bad-input` naming the file where it can't be read or lacks one of `columns`.
 */
export async function readCommaSeparated(path: string, columns: readonly string[]): Promise<Map<string, string>[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new MyeloscopeError('bad-input', `${path} can't be read.`, 'Check that the training data are complete.', { cause });
  });
  const lines = text.split(/\r?\n/u).filter((line) => line !== '');
  const head = lines.shift()?.split(',') ?? [];
  const missing = columns.filter((column) => !head.includes(column));
  if (missing.length > 0) throw new MyeloscopeError('bad-input', `${path} has no column ${missing.join(', ')}.`);
  return lines.map((line) => {
    const values = line.split(',');
    return new Map(head.map((column, index) => [column, values[index] ?? '']));
  });
}
