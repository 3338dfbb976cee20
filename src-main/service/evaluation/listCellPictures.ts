import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import { isLabelCode, labelSets, type LabelCode } from '#shared/taxonomy/labelSets.ts';
import { errorOfFile } from '#main/slides/errorOfFile.ts';
import { openFieldPicture } from '#main/slides/pictures/fieldPicture.ts';
import { isPictureFile } from '#main/slides/pictures/isPictureFile.ts';
import { isLeftAlone } from './isLeftAlone.ts';

/** A picture of one cell; its folder names the class. `file` is relative to the directory, with forward slashes. */
export interface CellPicture { readonly file: string; readonly truth: LabelCode }

/** A picture or folder that could not be used, and why, in words. */
export interface SkippedPicture { readonly file: string; readonly reason: string }

/** Kinds of picture file that are known by their names. */
export const pictureName = /\.(png|jpe?g|bmp|tiff?)$/iu;

export interface FolderRules {
  /**
   * Whether a folder whose name is no class is refused. So it is where a model is made: who misspelt a class would learn of it after hours, or
   * from what the model calls. Else it is left out, and said so.
   */
  readonly mustKnowAllClasses?: boolean;
}

/**
 * The cell pictures of DIR/<CODE>/*, by class and name; a code may be in small letters. Files beside the class folders, files in them that
 * are no pictures, and what is hidden or a system's own are left alone. Skipped, and said so, are a folder whose name is no class, a folder
 * UNK (a cell nobody could name has no truth to compare with), a class folder without a picture, a link that leads nowhere, and a picture
 * of a kind that is not read here. A file whose name ends as pictures do is taken for one; another's bytes tell.
 *
 * @throws MyeloscopeError `not-found`; `not-permitted` naming the folder that may not be read, since figures without its class would mislead;
 *   `bad-input` naming every folder within a class, since figures without its pictures would mislead too; or where there is no picture;
 *   naming every folder whose name is no class, where there is no other or `mustKnowAllClasses`
 */
export async function listCellPictures(directory: string, { mustKnowAllClasses = false }: FolderRules = {}): Promise<{ pictures: CellPicture[]; skipped: SkippedPicture[] }> {
  const entries = await entriesIn(directory), folders = namesOf(entries, 'folder');
  const unknown = folders.filter((folder) => labelOf(folder) === undefined);
  if (unknown.length && mustKnowAllClasses) throw noClasses(directory, unknown);
  // First of all that is said: with another class among them the figures might be others.
  const skipped: SkippedPicture[] = [];
  for (const folder of unknown) {
    const { readable, others } = await picturesIn(directory, folder), count = readable.length + others.length;
    skipped.push({ file: `${folder}/`, reason: `it is no class: its ${count === 1 ? '1 picture is' : `${count} pictures are`} left out` });
  }
  skipped.push(...namesOf(entries, 'nowhere').map((file) => ({ file, reason: 'it is a link that leads nowhere' })));
  const pictures: CellPicture[] = [];
  const within: string[] = [];
  for (const folder of folders) {
    const truth = labelOf(folder);
    if (truth === undefined) continue;
    const { readable, others, folders: inClass } = await picturesIn(directory, folder);
    within.push(...inClass.map((name) => `${folder}/${name}`));
    if (truth === 'UNK') skipped.push({ file: `${folder}/`, reason: `${readable.length + others.length} pictures of cells that nobody could name have no truth to compare with` });
    else if (!readable.length && !others.length) skipped.push({ file: `${folder}/`, reason: 'it holds no picture' });
    else {
      pictures.push(...readable.map((file) => ({ file, truth })));
      skipped.push(...others);
    }
  }
  if (within.length) {
    throw new MyeloscopeError('bad-input', `${directory} has folders within the folders of its classes: ${within.slice(0, 20).join(', ')}.`,
      'Put all pictures of a class into its folder itself. Which of them are of one patient can be told by a table.');
  }
  if (!pictures.length && unknown.length) throw noClasses(directory, unknown);
  if (!pictures.length) {
    throw new MyeloscopeError('bad-input', `${directory} has no cell pictures.`, 'Put them in one folder a class: DIR/NGS/cell1.png, DIR/LYT/cell2.jpg.');
  }
  return { pictures, skipped };
}

function noClasses(directory: string, folders: readonly string[]): MyeloscopeError {
  return new MyeloscopeError('bad-input', `${directory} has folders that are no class: ${folders.slice(0, 20).join(', ')}.`,
    `Name each folder by its class: ${[...productClassCodes, ...Object.keys(labelSets)].filter((code) => code !== 'UNK').join(', ')}.`);
}

function labelOf(folder: string): LabelCode | undefined {
  const code = folder.toUpperCase();
  return isLabelCode(code) ? code : undefined;
}

/** The pictures in a folder, those of a kind that is not read, and the folders in it. A link that leads nowhere is told of as any picture that can't be read. */
async function picturesIn(directory: string, folder: string): Promise<{ readable: string[]; others: SkippedPicture[]; folders: string[] }> {
  const entries = await entriesIn(path.join(directory, folder)), readable: string[] = [], others: SkippedPicture[] = [];
  for (const { name, leadsTo } of entries) {
    if (leadsTo === 'folder') continue;
    const file = `${folder}/${name}`, place = path.join(directory, file), isKnownByName = pictureName.test(name);
    if (!isKnownByName && !await isPictureFile(place)) continue;
    const problem = isKnownByName ? undefined : await problemOf(place);
    if (problem === undefined) readable.push(file);
    else others.push({ file, reason: problem });
  }
  return { readable, others, folders: namesOf(entries, 'folder') };
}

/** Why a picture file is not read here, in words that follow its name; undefined where it is. */
async function problemOf(file: string): Promise<string | undefined> {
  try {
    await openFieldPicture(file);
    return undefined;
  } catch (error) {
    if (error instanceof MyeloscopeError) return error.reason;
    throw error;
  }
}

/** What lies in a folder; a link is what it leads to. */
interface Entry { readonly name: string; readonly leadsTo: 'folder' | 'file' | 'nowhere' }

/** All in a folder that is neither hidden nor a system's own, by name. */
async function entriesIn(directory: string): Promise<Entry[]> {
  const found = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => { throw notReadable(directory, error); });
  const entries: Entry[] = [];
  for (const entry of found.filter(({ name }) => !isLeftAlone(name))) {
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
