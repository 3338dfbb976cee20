import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { pictureColumnOf, pictureColumns } from '#shared/evaluation/pictureColumn.ts';
import { namesOfPictures, pathInTable } from './namesOfPictures.ts';
import { readSeparatedValues } from './readSeparatedValues.ts';

/**
 * The group (patient, overlap group, photograph) of each picture, by a table that names pictures by their path in the directory,
 * or less closely where only one picture can be meant (`namesOfPictures`). Pictures that the table does not name, gives no group, or
 * for which names disagree, get undefined: they stand each for itself.
 *
 * @param files paths relative to the directory, with forward slashes, of all its pictures: a name may be that of another which is not wanted
 * @throws MyeloscopeError `bad-input` where the table has no such column, names no picture, or none of these
 */
export async function groupsOfPictures(files: readonly string[], groupsFile: string, groupColumn: string): Promise<(string | undefined)[]> {
  const { columns, rows } = await readSeparatedValues(groupsFile, [groupColumn]);
  const pictureColumn = pictureColumnOf(columns);
  if (!pictureColumn) {
    throw new MyeloscopeError('bad-input', `The table ${groupsFile} has no column that names the picture.`, `Call it one of: ${pictureColumns.join(', ')}.`);
  }
  const groupOf = new Map(rows.map((row) => [pathInTable(row[pictureColumn]), row[groupColumn]] as const).filter(([file, group]) => file && group));
  const named = namesOfPictures(files, groupOf.keys());
  const groups = files.map((file) => {
    const possible = new Set(named.get(file)?.map((name) => groupOf.get(name)));
    return possible.size === 1 ? [...possible][0] : undefined;
  });
  if (files.length && groups.every((group) => group === undefined)) {
    throw new MyeloscopeError('bad-input', `The table ${groupsFile} names none of the pictures in its column "${pictureColumn}".`, `Name them as here: ${files[0]}`);
  }
  return groups;
}
