import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { TellBytesRead } from '../bytesRead.ts';
import { bytesReadOf } from '../bytesRead.ts';
import { errorOfFile } from '../errorOfFile.ts';
import { hashFile } from '../hashFile.ts';
import { tooLarge, unreadable } from '../slideErrors.ts';
import { SlideFile } from '../slideFile.ts';
import type { SlideField, SlideSource, TellFieldHash } from '../slideSource.ts';
import type { FieldPicture } from './fieldPicture.ts';
import { openFieldPicture } from './fieldPicture.ts';
import { isPictureFile } from './isPictureFile.ts';
import { layOutFields } from './layOutFields.ts';
import { PictureMosaic } from './pictureMosaic.ts';
import { commonScale, statedScales } from './statedScales.ts';

/** Fields of one smear are hundreds; past this the wrong folder was given. */
const mostFields = 20_000;
const openedAtOnce = 16;
/** Where a folder holds no pictures itself, those of this folder in it are taken. */
export const innerFolder = 'images';
/** What a count writes beside its document: a picture, and no field. */
const overviewName = 'overview.png';
const documentName = 'differential.json';

interface FoundPicture { readonly name: string; readonly picture?: FieldPicture; readonly problem?: string }

async function find(folder: string, name: string): Promise<FoundPicture | undefined> {
  const filePath = path.join(folder, name);
  if (!(await isPictureFile(filePath))) return undefined;
  try {
    return { name, picture: await openFieldPicture(filePath) };
  } catch (error) {
    if (error instanceof MyeloscopeError) return { name, problem: error.reason };
    throw error;
  }
}

/** Whether the results of a count lie in a folder of these files. */
async function holdsResults(folder: string, names: readonly string[]): Promise<boolean> {
  if (!names.includes(overviewName) || !names.includes(documentName)) return false;
  try {
    const document = await SlideFile.open(path.join(folder, documentName));
    try {
      return /^\{\s*"format":\s*"myeloscope-differential"/.test((await document.readStart(200)).toString());
    } finally { await document.close(); }
  } catch (error) {
    if (error instanceof MyeloscopeError) return false;
    throw error;
  }
}

/** Pictures of a folder in natural order of their names ("field 2" before "field 10"); hidden files are passed over, and the overview of a count that was written there. */
async function findPictures(folder: string): Promise<FoundPicture[]> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw errorOfFile(error, folder);
  }
  const files = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  const names = (await holdsResults(folder, files)) ? files.filter((name) => name !== overviewName) : files;
  if (names.length > mostFields) throw tooLarge(folder, `it holds ${names.length} files`, 'Give the folder of one smear.');
  const natural = new Intl.Collator('en', { numeric: true });
  names.sort((a, b) => natural.compare(a, b) || (a < b ? -1 : 1));
  const found: FoundPicture[] = [];
  for (let first = 0; first < names.length; first += openedAtOnce) {
    for (const one of await Promise.all(names.slice(first, first + openedAtOnce).map((name) => find(folder, name)))) if (one) found.push(one);
  }
  return found;
}

/** SHA-256 over the names, in plain order, and the hash of each file: the same folder has the same hash on every machine. */
async function hashFolder(
  folder: string, names: readonly string[], signal: { readonly aborted: boolean } | undefined, tell: TellBytesRead | undefined, tellField?: TellFieldHash,
): Promise<string> {
  const onRead = await bytesReadOf(names.map((name) => path.join(folder, name)), tell);
  const hash = createHash('sha256');
  for (const name of [...names].sort()) {
    throwIfCancelled(signal);
    let ofFile: string;
    try {
      ofFile = await hashFile(path.join(folder, name), signal, onRead);
      tellField?.(name, ofFile);
    } catch (error) {
      if (!(error instanceof MyeloscopeError) || error.code === 'cancelled') throw error;
      ofFile = error.code;
    }
    hash.update(`${name}\0${ofFile}\n`);
  }
  return hash.digest('hex');
}

/** The pictures of a folder and where they lie: in it, else in its inner folder. */
async function findFrom(folder: string): Promise<{ readonly from: string; readonly found: FoundPicture[] }> {
  const found = await findPictures(folder);
  if (found.length > 0) return { from: folder, found };
  const inner = path.join(folder, innerFolder);
  try {
    return { from: inner, found: await findPictures(inner) };
  } catch (error) {
    if (!(error instanceof MyeloscopeError) || error.code !== 'not-found') throw error;
    return { from: folder, found };
  }
}

/** The hash of a folder of field pictures, also of one that can't be opened as a slide. Throws as reading its list does. */
export async function hashPictureFolder(folder: string, signal?: { readonly aborted: boolean }, tell?: TellBytesRead): Promise<string> {
  const { from, found } = await findFrom(folder);
  return hashFolder(from, found.map(({ name }) => name), signal, tell);
}

/**
 * A folder of field pictures as one slide, every field in a place of its own. A field that can't be read stays in the list with its problem.
 * Throws `slide-unreadable` where no picture of it can be read, `not-found`, `not-permitted` or `slide-too-large`.
 */
export async function openPictureFolder(folder: string): Promise<SlideSource> {
  const { from, found } = await findFrom(folder);
  const pictures = found.flatMap(({ picture }) => picture ?? []);
  if (found.length === 0) throw unreadable(folder, 'the folder holds no pictures');
  if (pictures.length === 0) throw unreadable(folder, `none of its ${found.length} pictures can be read; the first, ${found[0].name}: ${found[0].problem}`);
  const { boxes, widthPx, heightPx } = layOutFields(found.map(({ picture }) => picture));
  const nowhere = { xPx: 0, yPx: 0, widthPx: 0, heightPx: 0 };
  const scales = statedScales(pictures);
  const fields: SlideField[] = found.map(({ name, picture, problem }, index) => ({
    name, box: boxes[index] ?? nowhere, ...(problem !== undefined && { problem }), ...(picture && scales.has(picture) && { micrometresPerPixel: scales.get(picture)! }),
  }));
  return new PictureMosaic({
    path: folder, format: pictures.length === 1 ? 'Folder of 1 field picture' : `Folder of ${pictures.length} field pictures`,
    widthPx, heightPx, fields, micrometresPerPixel: commonScale(pictures.map((picture) => scales.get(picture))),
    placed: found.flatMap(({ picture }, index) => (picture ? [{ picture, box: boxes[index]! }] : [])),
    hash: (signal, tell, tellField) => hashFolder(from, found.map(({ name }) => name), signal, tell, tellField),
  });
}
