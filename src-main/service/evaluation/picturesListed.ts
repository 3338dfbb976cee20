import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { pathInTable } from './namesOfPictures.ts';
import { readSeparatedValues } from './readSeparatedValues.ts';

/**
 * The paths that a table's column `file` lists, with forward slashes, so that a part kept out of training can be measured alone.
 *
 * @throws MyeloscopeError `bad-input` where the table has no such column
 */
export async function picturesListed(listFile: string): Promise<ReadonlySet<string>> {
  const { columns, rows } = await readSeparatedValues(listFile, ['file']);
  if (!columns.includes('file')) throw new MyeloscopeError('bad-input', `The table ${listFile} has no column "file".`, 'List the pictures as CODE/name in a column of that name.');
  return new Set(rows.map((row) => pathInTable(row.file)).filter((file) => file !== ''));
}
