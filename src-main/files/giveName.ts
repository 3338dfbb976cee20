import { link, open, rename, rm, unlink } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { alreadyThere } from './errorOfWriting.ts';

/** Milliseconds between trials to give a name. */
const pauses = [50, 100, 200, 400, 800];

/** Gives a file the name of another in its folder, which it replaces. Throws what the operating system says. */
export function giveName(beside: string, place: string): Promise<void> {
  return onceLetGo(() => rename(beside, place));
}

/** On Windows a virus scanner or the search index keeps a file open for a moment after it was written or read. */
async function onceLetGo(change: () => Promise<void>): Promise<void> {
  for (let trial = 0; ; trial++) {
    try {
      await change();
      return;
    } catch (cause) {
      const isHeld = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes((cause as NodeJS.ErrnoException).code ?? '');
      if (!isHeld || trial === pauses.length) throw cause;
      await setTimeout(pauses[trial]);
    }
  }
}

/**
 * As `giveName`, but `bad-input` where there is a file of that name. Renaming alone would take the place of one that came meanwhile: the
 * file is linked to its name, which is refused then, and loses the one that it had. Not every disk has links (FAT, some network drives):
 * there an empty file takes the name first, which is left where the program is killed just then.
 */
export async function giveFreeName(beside: string, place: string): Promise<void> {
  const isLinked = await link(beside, place).then(() => true, (cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyThere(place, cause);
    // Whatever else speaks against a link: whether the name can be had at all is seen by taking it.
    return false;
  });
  if (!isLinked) return claimName(beside, place);
  // The file has its name: that it is held under the other, hidden one is no failure.
  await onceLetGo(() => unlink(beside)).catch(() => undefined);
}

async function claimName(beside: string, place: string): Promise<void> {
  const claim = await open(place, 'wx').catch((cause: unknown) => { throw (cause as NodeJS.ErrnoException).code === 'EEXIST' ? alreadyThere(place, cause) : cause; });
  try {
    await claim.close();
    await giveName(beside, place);
  } catch (cause) {
    await rm(place, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/**
 * So that the new name outlives a power cut, too. Windows cannot open a folder, and needs no flush there. Some network drives refuse it,
 * and folders may be closed to readers: the file is written by then, so that is no failure (SQLite passes over it as well).
 */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // See above.
  }
}
