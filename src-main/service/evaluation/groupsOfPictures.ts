import { groupedBy } from '#shared/collections/groupedBy.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { pictureColumnOf, pictureColumns } from '#shared/evaluation/pictureColumn.ts';
import { readSeparatedValues } from './readSeparatedValues.ts';

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

/**
 * The group (patient, overlap group, photograph) of each picture, by a table that names pictures by their path in the directory,
 * or by the file name alone where only one picture has it. Pictures that the table does not name, or gives no group, get
 * undefined: they stand each for itself.
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
  const byPath = new Map<string, string>();
  const byName = new Map<string, string | null>();
  for (const row of rows) {
    const file = row[pictureColumn].replaceAll('\\', '/').replace(/^\.\//u, '');
    const group = row[groupColumn];
    if (!file || !group) continue;
    byPath.set(file, group);
    const name = nameOf(file);
    // Null where two rows of one name disagree: then only the path can tell.
    byName.set(name, byName.has(name) && byName.get(name) !== group ? null : group);
  }
  const withName = groupedBy(files, nameOf);
  const groups = files.map((file) => byPath.get(file) ?? (withName.get(nameOf(file))?.length === 1 ? byName.get(nameOf(file)) ?? undefined : undefined));
  if (files.length && groups.every((group) => group === undefined)) {
    throw new MyeloscopeError('bad-input', `The table ${groupsFile} names none of the pictures in its column "${pictureColumn}".`, `Name them as here: ${files[0]}`);
  }
  return groups;
}
