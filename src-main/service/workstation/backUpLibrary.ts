import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { Library } from '#main/store/library.ts';

const copying = 'Copying the library';

/**
 * Writes a whole copy of the library to a file, while it is in use. A file that is there is never written over: the copy grows
 * beside its place, which is taken first, and gets its name when it is whole and on the disk. Gives its absolute path and size.
 * Stopped, or failed, it leaves nothing behind.
 */
export async function backUpLibrary(library: Pick<Library, 'path' | 'backUp'>, given: string, { signal, report }: WorkContext = {}): Promise<{ path: string; bytes: number }> {
  const file = path.resolve(given);
  const growing = `${file}.part-${String(process.pid)}`;
  try {
    await (await open(file, 'wx')).close();
  } catch (cause) {
    throw refusal(file, cause);
  }
  try {
    await rm(growing, { force: true });
    await library.backUp(growing, (done, total) => {
      throwIfCancelled(signal);
      report?.({ stage: copying, done, total });
    });
    report?.({ stage: 'Writing the copy to the disk', done: 0, total: 0 });
    const written = await open(growing, 'r+');
    try {
      await written.sync();
    } finally {
      await written.close();
    }
    throwIfCancelled(signal);
    await rename(growing, file);
    return { path: file, bytes: (await stat(file)).size };
  } catch (cause) {
    for (const left of [growing, `${growing}-journal`, file]) await rm(left, { force: true }).catch(() => undefined);
    throw cause instanceof MyeloscopeError && cause.code !== 'disk-full' ? cause : refusal(file, cause);
  }
}

function refusal(file: string, cause: unknown): MyeloscopeError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const options = { cause };
  if (code === 'EEXIST' || code === 'EISDIR') return new MyeloscopeError('bad-input', `${file} is there already, and nothing is written over.`, 'Choose another name for the copy.', options);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new MyeloscopeError('bad-input', `There is no folder ${path.dirname(file)}.`, 'Choose a folder that is there.', options);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new MyeloscopeError('not-permitted', `The copy can't be written to ${path.dirname(file)}: not permitted.`, 'Choose another folder.', options);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'disk-full') return new MyeloscopeError('disk-full', `The disk that the copy was to be written to is full (${path.dirname(file)}).`, 'Make room there, or choose another disk. Nothing was left behind.', options);
  return new MyeloscopeError('internal', `The copy could not be written to ${file}.`, 'Choose another place.', options);
}
