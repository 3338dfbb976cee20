import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { writeWhole } from '#main/files/writeWhole.ts';
import type { Library } from '#main/store/library.ts';
import { libraryBytes } from './libraryBytes.ts';

const copying = 'Copying the library';
const makeRoom = 'Make room there, or choose another disk. Nothing was left behind.';
const zeros = Buffer.alloc(2 ** 20);

/**
 * Writes a whole copy of the library to a file, while it is in use. A file that is there is never written over. Gives its absolute path
 * and size. Stopped, or failed, it leaves nothing behind.
 */
export async function backUpLibrary(library: Pick<Library, 'path' | 'backUp'>, given: string, { signal, report }: WorkContext = {}): Promise<{ path: string; bytes: number }> {
  const file = path.resolve(given);
  await writeWhole(file, async (beside) => {
    try {
      await library.backUp(beside, (done, total) => {
        throwIfCancelled(signal);
        report?.({ stage: copying, done, total });
      });
    } catch (cause) {
      await rm(`${beside}-journal`, { force: true });
      if (!(cause instanceof MyeloscopeError && cause.code === 'cancelled')) await fill(beside, await libraryBytes(library), signal);
      throw cause;
    }
    report?.({ stage: 'Writing the copy to the disk', done: 0, total: 0 });
  }, { isNew: true, signal, remedies: { 'disk-full': makeRoom } });
  return { path: file, bytes: (await stat(file)).size };
}

/**
 * Fills a file up to a size. SQLite does not say why a disk takes no more, nor which of two disks it was: plain writing of as much does, and
 * throws what the operating system says.
 */
async function fill(file: string, bytes: number, signal: WorkContext['signal']): Promise<void> {
  const handle = await open(file, 'a');
  try {
    for (let { size } = await handle.stat(); size < bytes; size += zeros.length) {
      throwIfCancelled(signal);
      await handle.appendFile(zeros);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}
