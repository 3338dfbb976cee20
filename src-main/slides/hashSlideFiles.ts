import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { TellBytesRead } from './bytesRead.ts';
import { bytesReadOf } from './bytesRead.ts';
import { companionFolder } from './companionFolder.ts';
import { errorOfFile } from './errorOfFile.ts';
import { hashFile } from './hashFile.ts';

/**
 * SHA-256 of a slide, hexadecimal. Where its pixels lie in a folder beside it, over the names and hashes of all files: the slide's own file
 * may be the same for two patients. Of any other slide, of the file alone. Throws as `hashFile`, of the folder too.
 */
export async function hashSlideFiles(slidePath: string, signal?: { readonly aborted: boolean }, tell?: TellBytesRead): Promise<string> {
  const files = await filesOfSlide(slidePath), onRead = await bytesReadOf(files, tell);
  if (files.length === 1) return hashFile(slidePath, signal, onRead);
  const hash = createHash('sha256');
  for (const file of files) {
    throwIfCancelled(signal);
    hash.update(`${path.basename(file)}\0${await hashFile(file, signal, onRead)}\n`);
  }
  return hash.digest('hex');
}

/** The file of a slide and those in the folder beside it in which its pixels lie. Throws where that folder can't be listed. */
export async function filesOfSlide(slidePath: string): Promise<string[]> {
  return [slidePath, ...(await filesIn(companionFolder(slidePath)))];
}

/** Paths in the order of their names. A folder that is not there has none; one that can't be read is no reason to leave its files out. */
async function filesIn(folder: string | undefined): Promise<string[]> {
  if (folder === undefined) return [];
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => path.join(folder, name)).sort();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw errorOfFile(cause, folder);
  }
}
