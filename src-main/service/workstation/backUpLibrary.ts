import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { writeWhole } from '#main/files/writeWhole.ts';
import type { Library } from '#main/store/library.ts';

const copying = 'Copying the library';
const makeRoom = 'Make room there, or choose another disk. Nothing was left behind.';

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
      // The store speaks of the library's own disk, and of a name that nobody has chosen.
      throw cause instanceof MyeloscopeError && cause.code === 'disk-full' ? new MyeloscopeError('disk-full', `${file} can't be written: the disk is full.`, makeRoom, { cause }) : cause;
    }
    report?.({ stage: 'Writing the copy to the disk', done: 0, total: 0 });
  }, { isNew: true, signal, remedies: { 'disk-full': makeRoom } });
  return { path: file, bytes: (await stat(file)).size };
}
