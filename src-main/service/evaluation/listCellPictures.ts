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
 * are left alone. A folder UNK is skipped and said so: a cell nobody could name has no truth to compare with. So is a link that leads nowhere.
 *
 * @throws MyeloscopeError `not-found`; `not-permitted` naming the folder that may not be read, since figures without its class would mislead;
 *   `bad-input` naming every folder whose name is no class, or where there is no picture
 */
export async function listCellPictures(directory: string): Promise<{ pictures: CellPicture[]; skipped: SkippedPicture[] }> {
  const { folders, skipped } = await foldersIn(directory);
  const unknown = folders.filter((folder) => !isLabelCode(folder));
  if (unknown.length) {
    throw new MyeloscopeError('bad-input', `${directory} has folders that are no class: ${unknown.slice(0, 20).join(', ')}.`,
      `Name each folder by its class: ${[...productClassCodes, ...Object.keys(labelSets)].filter((code) => code !== 'UNK').join(', ')}.`);
  }
  const pictures: CellPicture[] = [];
  for (const truth of folders as LabelCode[]) {
    const names = (await namesIn(path.join(directory, truth))).filter((name) => pictureName.test(name) && !name.startsWith('.')).sort();
    if (truth === 'UNK') skipped.push({ file: 'UNK/', reason: `${names.length} pictures of cells that nobody could name have no truth to compare with` });
    else pictures.push(...names.map((name) => ({ file: `${truth}/${name}`, truth })));
  }
  if (!pictures.length) {
    throw new MyeloscopeError('bad-input', `${directory} has no cell pictures.`, 'Put them in one folder a class: DIR/NGS/cell1.png, DIR/LYT/cell2.jpg.');
  }
  return { pictures, skipped };
}

async function foldersIn(directory: string): Promise<{ folders: string[]; skipped: SkippedPicture[] }> {
  const folders: string[] = [];
  const skipped: SkippedPicture[] = [];
  for (const name of (await namesIn(directory)).sort()) {
    if (name.startsWith('.')) continue;
    const entry = path.join(directory, name);
    try {
      if ((await stat(entry)).isDirectory()) folders.push(name);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Gone, or in a circle: there is nothing behind it to be measured.
      if (code !== 'ENOENT' && code !== 'ELOOP') throw notReadable(entry, error);
      skipped.push({ file: name, reason: 'it is a link that leads nowhere' });
    }
  }
  return { folders, skipped };
}

async function namesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: unknown) => { throw notReadable(directory, error); });
}

/** Permission and faults of the drive by their own names; all else is a folder that is not there, or none. */
function notReadable(entry: string, error: unknown): unknown {
  const known = errorOfFile(error, entry);
  if (known instanceof MyeloscopeError && known.code !== 'not-found') return known;
  return new MyeloscopeError('not-found', `The folder ${entry} can't be read.`, 'Check its name, and that you may read it.', { cause: error });
}
