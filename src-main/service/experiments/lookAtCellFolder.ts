import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ResultOf } from '#shared/contract/contract.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { inReportOrder } from '#shared/evaluation/labelOrder.ts';
import { listCellPictures } from '../evaluation/listCellPictures.ts';
import { readSeparatedValues, type SeparatedValues } from '../evaluation/readSeparatedValues.ts';

/** A laboratory keeps one or two beside its pictures. */
const mostTables = 10;
/** As the export of reviewed cells calls it. */
const widthColumn = 'width_um';

/**
 * Cells by class in a folder of labelled pictures, and the tables that lie beside them.
 *
 * @throws MyeloscopeError `not-found`, or `bad-input` where it holds other folders, or no pictures
 */
export async function lookAtCellFolder(directory: string): Promise<ResultOf<'experiments.folder'>> {
  if (!path.isAbsolute(directory) || directory.includes('\0')) throw new MyeloscopeError('bad-input', `${JSON.stringify(directory)} is no whole path of a folder.`, 'Write the path from its beginning, as the file manager shows it.');
  const byClass = Map.groupBy((await listCellPictures(directory)).pictures, ({ truth }) => truth);
  const names = (await readdir(directory)).filter((name) => /\.(csv|tsv)$/iu.test(name)).sort().slice(0, mostTables);
  const tables = await Promise.all(names.map(async (name) => {
    const file = path.join(directory, name);
    // What is no table is not offered.
    return { file, name, ...await readSeparatedValues(file, []).catch((): Pick<SeparatedValues, 'columns' | 'rows'> => ({ columns: [], rows: [] })) };
  }));
  const widths = new Set(tables.flatMap(({ columns, rows }) => (columns.includes(widthColumn) ? rows.map((row) => Number(row[widthColumn])) : [])));
  const [widthUm] = widths;
  return {
    classes: inReportOrder([...byClass.keys()]).map((code) => ({ code, cells: byClass.get(code)!.length })),
    tables: tables.filter(({ columns }) => columns.length > 1).map(({ columns, file, name }) => ({ file, name, columns: [...columns] })),
    ...(widths.size === 1 && widthUm > 0 && { widthUm }),
  };
}
