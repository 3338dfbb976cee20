import { groupedBy } from '#shared/collections/groupedBy.ts';
import { pictureName } from './listCellPictures.ts';

/** A path as a table has it, with forward slashes and without `./` before. */
export const pathInTable = (written: string): string => written.replaceAll('\\', '/').replace(/^\.\//u, '');

/** Names that differ by case, or by how their accents are coded, mean the same picture. */
export const spelledAlike = (name: string): string => name.normalize('NFC').toLowerCase();

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
const withoutEnding = (name: string): string => name.replace(pictureName, '');

/** How a name is read, the closest first. To the letter only where two pictures are spelled alike. */
const readings: readonly ((name: string) => string)[] = [
  spelledAlike,
  (name) => name,
  (name) => withoutEnding(spelledAlike(name)),
  (name) => lastPart(spelledAlike(name)),
  (name) => withoutEnding(lastPart(spelledAlike(name))),
];

/**
 * The names in a table that mean each picture: its path, else what only one picture can be meant by, its path without ending or its name
 * alone. More than one where they differ by what was not looked at, so that whoever asks must see whether they agree.
 *
 * @param files paths of all pictures, with forward slashes
 * @param names as `pathInTable` gives them
 */
export function namesOfPictures(files: readonly string[], names: Iterable<string>): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  let left = [...new Set(names)];
  for (const reading of readings) {
    const named = groupedBy(left, reading);
    for (const [key, [file, ...others]] of groupedBy(files, reading)) {
      if (!others.length && !found.has(file) && named.has(key)) found.set(file, named.get(key)!);
    }
    const taken = new Set([...found.values()].flat());
    left = left.filter((name) => !taken.has(name));
  }
  return found;
}
