import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { mustBeOfWidth } from '../evaluation/mustBeOfWidth.ts';
import type { CellPicturesInput } from '../evaluation/nameCellPictures.ts';
import { lookAtCellFolder } from '../experiments/lookAtCellFolder.ts';
import { manifestName } from '../fineTuning/labelledFolder.ts';

/** What somebody says of a folder of labelled pictures; the width may be left to a table that lies beside them. */
export interface SaidOfPictures extends Pick<CellPicturesInput, 'directory' | 'groupsFile' | 'groupColumn'> { readonly spanUm?: number }

/** What tells in a manifest which cells depend on each other, the widest first: cells of one patient before those of one case. */
const groupColumns = ['group', 'patient', 'case'];

/**
 * Puts together what is said of a folder and what the tables in it tell. A width that a table tells is taken, and another one refused:
 * every cell would be seen at a wrong scale. A manifest, as an export writes it, keeps cells of one patient together.
 *
 * @throws MyeloscopeError `bad-input` where two widths are told, or none; as `lookAtCellFolder`
 */
export async function calibrationPictures({ directory: given, spanUm, groupsFile, groupColumn }: SaidOfPictures): Promise<CellPicturesInput> {
  const directory = path.resolve(given), { tables, widthUm } = await lookAtCellFolder(directory);
  mustBeOfWidth(directory, spanUm, widthUm);
  const width = spanUm ?? widthUm;
  if (width === undefined) throw new MyeloscopeError('bad-input', `No table in ${directory} says how wide its pictures are.`, 'Give their width in micrometres, such as 22.');
  if (groupsFile !== undefined && groupColumn !== undefined) return { directory, spanUm: width, groupsFile, groupColumn };
  const manifest = tables.find(({ name }) => name === manifestName), column = groupColumns.find((each) => manifest?.columns.includes(each));
  return { directory, spanUm: width, ...(manifest && column !== undefined && { groupsFile: manifest.file, groupColumn: column }) };
}
