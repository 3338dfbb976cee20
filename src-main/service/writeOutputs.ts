import { randomBytes } from 'node:crypto';
import { open, readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { errorOfWriting } from '#main/files/errorOfWriting.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import type { WholeContent } from '#main/files/writeWhole.ts';
import { writeAllWhole } from '#main/files/writeWhole.ts';

/** A file to be written, by its name within the folder. */
export interface OutputFile { readonly name: string; readonly content: WholeContent }

const elsewhere = 'Choose another folder with --out.';
const remedies = { 'disk-full': 'Make room and give the same command again; the count is kept and goes on.', 'not-permitted': elsewhere, 'bad-input': elsewhere } as const;

/**
 * Writes files to a folder, making it where it is not there; they get their names only when all are whole. Whatever goes wrong before
 * leaves the folder as it was. Gives the paths. Throws `disk-full`, `not-permitted` or `bad-input`, naming the place, and what writers throw.
 */
export async function writeOutputs(directory: string, files: readonly OutputFile[]): Promise<string[]> {
  const placed = files.map(({ name, content }) => ({ path: path.join(directory, name), content }));
  const made = makeFolders(directory, remedies);
  try {
    await writeAllWhole(placed, { remedies });
    return placed.map(({ path: file }) => file);
  } catch (cause) {
    if (made !== undefined) await removeEmpty(directory, made);
    throw errorOfWriting(cause, directory, remedies);
  }
}

/** Throws early, before a long count, where the folder can't be written to. Leaves no trace. */
export async function checkWritable(directory: string): Promise<void> {
  const probe = `writable-${randomBytes(4).toString('hex')}`;
  const made = makeFolders(directory, remedies);
  try {
    const file = path.join(directory, `.${probe}.tmp`);
    const handle = await open(file, 'wx');
    await handle.close();
    await rm(file);
  } catch (cause) {
    throw errorOfWriting(cause, directory, remedies);
  } finally {
    if (made !== undefined) await removeEmpty(directory, made);
  }
}

/** Takes away the folders that were made, from `directory` up to `first`, where nothing lies in them. */
async function removeEmpty(directory: string, first: string): Promise<void> {
  for (let folder = path.resolve(directory); folder.length >= first.length; folder = path.dirname(folder)) {
    const names = await readdir(folder).catch(() => ['unknown']);
    if (names.length > 0) return;
    await rmdir(folder).catch(() => undefined);
  }
}
