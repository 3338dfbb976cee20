import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

/** A file to be written: its name within the folder, and what writes it at the path given. */
export interface OutputFile { readonly name: string; readonly write: (path: string) => Promise<void> }

/**
 * Writes files to a folder, making it where it is not there: each first whole under another name and flushed to the disk,
 * and given their names only when all are. Whatever goes wrong before leaves the folder as it was. Gives the paths.
 * Throws `disk-full`, `not-permitted` or `bad-input`, naming the folder, and what the writers throw.
 */
export async function writeOutputs(directory: string, files: readonly OutputFile[]): Promise<string[]> {
  const suffix = `.${randomBytes(6).toString('hex')}.tmp`;
  const hidden = (name: string): string => path.join(directory, `.${name}${suffix}`);
  let made: string | undefined;
  try {
    made = await mkdir(directory, { recursive: true });
    for (const { name, write } of files) {
      await write(hidden(name));
      await flush(hidden(name));
    }
    for (const { name } of files) await rename(hidden(name), path.join(directory, name));
    await flushDirectory(directory);
    return files.map(({ name }) => path.join(directory, name));
  } catch (cause) {
    for (const { name } of files) await rm(hidden(name), { force: true }).catch(() => undefined);
    if (made !== undefined) await removeEmpty(directory, made);
    throw outputError(directory, cause);
  }
}

/** Throws early, before a long count, where the folder can't be written to. Leaves no trace. */
export async function checkWritable(directory: string): Promise<void> {
  const probe = `writable-${randomBytes(4).toString('hex')}`;
  let made: string | undefined;
  try {
    made = await mkdir(directory, { recursive: true });
    const file = path.join(directory, `.${probe}.tmp`);
    const handle = await open(file, 'wx');
    await handle.close();
    await rm(file);
  } catch (cause) {
    throw outputError(directory, cause);
  } finally {
    if (made !== undefined) await removeEmpty(directory, made);
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** So that the new names outlive a power cut, too. Windows has no such call, and needs none. */
async function flushDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Takes away the folders that were made, from `directory` up to `first`, where nothing lies in them. */
async function removeEmpty(directory: string, first: string): Promise<void> {
  for (let folder = directory; folder.length >= first.length; folder = path.dirname(folder)) {
    const names = await readdir(folder).catch(() => ['unknown']);
    if (names.length > 0) return;
    await rmdir(folder).catch(() => undefined);
  }
}

/** What a failure to write to a folder is called, in words; anything else as it came. */
export function outputError(directory: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const options = { cause };
  if (code === 'ENOSPC' || code === 'EDQUOT') return new MyeloscopeError('disk-full', `The disk is full: the results could not be written to ${directory}.`, 'Make room and give the same command again; the count is kept and goes on.', options);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new MyeloscopeError('not-permitted', `The results can't be written to ${directory}: not permitted.`, 'Choose another folder with --out.', options);
  if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'EISDIR' || code === 'ENOTEMPTY') return new MyeloscopeError('bad-input', `The results can't be written to ${directory}: something else lies there.`, 'Choose another folder with --out.', options);
  return cause;
}
