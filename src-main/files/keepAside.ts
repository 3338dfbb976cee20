import { constants } from 'node:fs';
import { copyFile, link, rm } from 'node:fs/promises';
import { giveName } from './giveName.ts';

/** A file that was given its name, or is just being given it, and what keeps the one that had the name before. */
export interface Replaced { readonly place: string; readonly aside: string | undefined; isGiven: boolean }

/**
 * Keeps a file under a second name in its folder, as it is now, while it keeps its own: by a link, or by a copy where the disk has no
 * links. Gives the second name; undefined where there is no such file.
 */
export async function keepAside(place: string, aside: string): Promise<string | undefined> {
  try {
    await link(place, aside).catch(async (cause: unknown) => {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw cause;
      await copyFile(place, aside, constants.COPYFILE_FICLONE);
    });
    return aside;
  } catch (cause) {
    // Half a copy is none.
    await rm(aside, { force: true }).catch(() => undefined);
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}

/** Takes a name back, and gives it again to the file that had it. Where even that fails, the old file stays beside it under its second name. */
export async function putBack({ place, aside, isGiven }: Replaced): Promise<void> {
  try {
    if (isGiven && aside !== undefined) await giveName(aside, place);
    else if (isGiven) await rm(place, { force: true });
    else if (aside !== undefined) await rm(aside, { force: true });
  } catch {
    // What went wrong before is told of.
  }
}
