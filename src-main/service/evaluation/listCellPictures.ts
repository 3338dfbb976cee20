import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import { isLabelCode, labelSets, type LabelCode } from '#shared/taxonomy/labelSets.ts';
import { errorOfFile } from '#main/slides/errorOfFile.ts';

/** A picture of one cell; its folder names the class. `file` is relative to the directory, with forward slashes. */
export interface CellPicture { readonly file: string; readonly truth: LabelCode }

/** A picture or folder that could not be used, and why, in words. */
export interface SkippedPicture { readonly file: string; readonly reason: string }

/** Kinds of picture file that are looked at. */
export const pictureName = /\.(png|jpe?g|bmp|tiff?)$/iu;

/**
 * The cell pictures of DIR/<CODE>/*, by class and name. Files beside the class folders, and files in them that are no pictures,
 * are left alone. A folder UNK is skipped and said so: a cell nobody could name has no truth to compare with. So are a class folder without a
 * picture and a link that leads nowhere.
 *
 * @throws MyeloscopeError `not-found`; `not-permitted` naming the folder that may not be read, since figures without its class would mislead;
 *   `bad-input` naming every folder whose name is no class, or every folder within a class, since figures without its pictures would mislead
 *   too; or where there is no picture
 */
export async function listCellPictures(directory: string): Promise<{ pictures: CellPicture[]; skipped: SkippedPicture[] }> {
  const entries = await entriesIn(directory), folders = namesOf(entries, 'folder');
  const skipped: SkippedPicture[] = namesOf(entries, 'nowhere').map((file) => ({ file, reason: 'it is a link that leads nowhere' }));
  const unknown = folders.filter((folder) => !isLabelCode(folder));
  if (unknown.length) {
    throw new MyeloscopeError('bad-input', `${directory} has folders that are no class: ${unknown.slice(0, 20).join(', ')}.`,
      `Name each folder by its class: ${[...productClassCodes, ...Object.keys(labelSets)].filter((code) => code !== 'UNK').join(', ')}.`);
  }
  const pictures: CellPicture[] = [];
  const within: string[] = [];
  for (const truth of folders as LabelCode[]) {
    const inClass = await entriesIn(path.join(directory, truth));
    within.push(...namesOf(inClass, 'folder').map((name) => `${truth}/${name}`));
    // A link that leads nowhere is told of as any picture that can't be read.
    const names = inClass.filter(({ leadsTo, name }) => leadsTo !== 'folder' && pictureName.test(name)).map(({ name }) => name);
    if (truth === 'UNK') skipped.push({ file: 'UNK/', reason: `${names.length} pictures of cells that nobody could name have no truth to compare with` });
    else if (!names.length) skipped.push({ file: `${truth}/`, reason: 'it holds no picture' });
    else pictures.push(...names.map((name) => ({ file: `${truth}/${name}`, truth })));
  }
  if (within.length) {
    throw new MyeloscopeError('bad-input', `${directory} has folders within the folders of its classes: ${within.slice(0, 20).join(', ')}.`,
      'Put all pictures of a class into its folder itself. Which of them are of one patient can be told by a table.');
  }
  if (!pictures.length) {
    throw new MyeloscopeError('bad-input', `${directory} has no cell pictures.`, 'Put them in one folder a class: DIR/NGS/cell1.png, DIR/LYT/cell2.jpg.');
  }
  return { pictures, skipped };
}

/** What lies in a folder; a link is what it leads to. */
interface Entry { readonly name: string; readonly leadsTo: 'folder' | 'file' | 'nowhere' }

/** All in a folder that is not hidden, by name. */
async function entriesIn(directory: string): Promise<Entry[]> {
  const found = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => { throw notReadable(directory, error); });
  const entries: Entry[] = [];
  for (const entry of found.filter(({ name }) => !name.startsWith('.'))) {
    const isFolder = entry.isSymbolicLink() ? await leadsToFolder(path.join(directory, entry.name)) : entry.isDirectory();
    entries.push({ name: entry.name, leadsTo: isFolder === undefined ? 'nowhere' : isFolder ? 'folder' : 'file' });
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const namesOf = (entries: readonly Entry[], kind: Entry['leadsTo']): string[] => entries.filter(({ leadsTo }) => leadsTo === kind).map(({ name }) => name);

/** Undefined where what the link names is gone, or in a circle: there is nothing behind it to be measured. */
async function leadsToFolder(link: string): Promise<boolean | undefined> {
  try {
    return (await stat(link)).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ELOOP') return undefined;
    throw notReadable(link, error);
  }
}

/** Permission and faults of the drive by their own names; all else is a folder that is not there, or none. */
function notReadable(entry: string, error: unknown): unknown {
  const known = errorOfFile(error, entry);
  if (known instanceof MyeloscopeError && known.code !== 'not-found') return known;
  return new MyeloscopeError('not-found', `The folder ${entry} can't be read.`, 'Check its name, and that you may read it.', { cause: error });
}
