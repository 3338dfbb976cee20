import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { isLabelCode, labelSets, type LabelCode } from '#shared/taxonomy/labelSets.ts';

/** A picture of one cell; its folder names the class. `file` is relative to the directory, with forward slashes. */
export interface CellPicture { readonly file: string; readonly truth: LabelCode }

/** A picture or folder that could not be used, and why, in words. */
export interface SkippedPicture { readonly file: string; readonly reason: string }

/** Kinds of picture file that are looked at. */
export const pictureName = /\.(png|jpe?g|bmp|tiff?)$/iu;

/**
 * The cell pictures of DIR/<CODE>/*, by class and name. Files beside the class folders, and files in them that are no pictures,
 * are left alone. A folder UNK is skipped and said so: a cell nobody could name has no truth to compare with.
 *
 * @throws MyeloscopeError `not-found`, or `bad-input` naming every folder whose name is no class, or where there is no picture
 */
export async function listCellPictures(directory: string): Promise<{ pictures: CellPicture[]; skipped: SkippedPicture[] }> {
  const folders = await foldersIn(directory);
  const unknown = folders.filter((folder) => !isLabelCode(folder));
  if (unknown.length) {
    throw new MyeloscopeError('bad-input', `${directory} has folders that are no class: ${unknown.slice(0, 20).join(', ')}.`,
      `Name each folder by its class: ${[...classCodes, ...Object.keys(labelSets)].filter((code) => code !== 'UNK').join(', ')}.`);
  }
  const pictures: CellPicture[] = [];
  const skipped: SkippedPicture[] = [];
  for (const truth of folders as LabelCode[]) {
    const names = (await readdir(path.join(directory, truth))).filter((name) => pictureName.test(name) && !name.startsWith('.')).sort();
    if (truth === 'UNK') skipped.push({ file: 'UNK/', reason: `${names.length} pictures of cells that nobody could name have no truth to compare with` });
    else pictures.push(...names.map((name) => ({ file: `${truth}/${name}`, truth })));
  }
  if (!pictures.length) {
    throw new MyeloscopeError('bad-input', `${directory} has no cell pictures.`, 'Put them in one folder a class: DIR/NGS/cell1.png, DIR/LYT/cell2.jpg.');
  }
  return { pictures, skipped };
}

async function foldersIn(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch((cause: unknown) => {
    throw new MyeloscopeError('not-found', `The folder ${directory} can't be read.`, 'Check its name, and that you may read it.', { cause });
  });
  const folders: string[] = [];
  for (const name of names.sort()) {
    if (!name.startsWith('.') && (await stat(path.join(directory, name))).isDirectory()) folders.push(name);
  }
  return folders;
}
