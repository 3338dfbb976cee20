import path from 'node:path';
import type { PictureGroups } from '#shared/contract/pictureGroups.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { lookAtCellFolder } from '../experiments/lookAtCellFolder.ts';
import { manifestName } from '../fineTuning/labelledFolder.ts';
import { mustBeOfWidth } from './mustBeOfWidth.ts';
import type { CellPicturesInput } from './nameCellPictures.ts';

/** What somebody says of a folder of labelled pictures; the width may be left to a table that lies beside them. */
export interface SaidOfPictures extends Omit<CellPicturesInput, 'spanUm'> {
  readonly spanUm?: number;
  /** Each picture stands for itself, whatever a manifest tells. */
  readonly isUngrouped?: boolean;
}

/** What an order from the window says of groups. */
export function saidOfGroups(groups: PictureGroups | undefined): Pick<SaidOfPictures, 'groupsFile' | 'groupColumn' | 'isUngrouped'> {
  return groups === 'none' ? { isUngrouped: true } : { groupsFile: groups?.file, groupColumn: groups?.column };
}

/** What tells in a manifest which cells depend on each other, the widest first: cells of one patient before those of one case. */
const groupColumns = ['group', 'patient', 'case'];

/**
 * Puts together what is said of a folder and what the tables in it tell. A width that a table tells is taken, and another one refused:
 * every cell would be seen at a wrong scale. A manifest, as an export writes it, keeps cells of one patient together, unless another table is given, or each
 * picture is to stand for itself.
 *
 * @throws MyeloscopeError `bad-input` where two widths are told, or none, or one that is none of a cell's picture; as `lookAtCellFolder`
 */
export async function picturesAsTold({ isUngrouped = false, ...said }: SaidOfPictures): Promise<CellPicturesInput> {
  const directory = path.resolve(said.directory), { tables, widthUm } = await lookAtCellFolder(directory);
  mustBeOfWidth(directory, said.spanUm, widthUm);
  const spanUm = said.spanUm ?? widthUm;
  if (spanUm === undefined) throw new MyeloscopeError('bad-input', `No table in ${directory} says how wide its pictures are.`, 'Give their width in micrometres, such as 22.');
  if (!(spanUm >= 1 && spanUm <= 1000)) throw new MyeloscopeError('bad-input', `A cell picture can't be ${spanUm} µm wide.`, 'Give the width of the pictures in micrometres, such as 22.');
  if (isUngrouped || said.groupsFile !== undefined && said.groupColumn !== undefined) return { ...said, directory, spanUm };
  const manifest = tables.find(({ name }) => name === manifestName), column = groupColumns.find((each) => manifest?.columns.includes(each));
  return { ...said, directory, spanUm, ...(manifest && column !== undefined && { groupsFile: manifest.file, groupColumn: column }) };
}
