import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { WritingRemedies } from './errorOfWriting.ts';
import { errorOfWriting } from './errorOfWriting.ts';

/**
 * Makes a folder and those above it that are not there, at once. Gives the topmost that was made; undefined where all were there. What
 * fails leaves none behind. Node's own recursive `mkdir` is not used: it never ends where a folder that is there has none made in it by
 * "not found" (as `/proc` does), and says "not found" of a read-only disk.
 *
 * @throws MyeloscopeError `disk-full`, `not-permitted`, `not-found` (the drive) or `bad-input`, naming the folder that can't be made
 */
export function makeFolders(directory: string, remedies?: WritingRemedies): string | undefined {
  const made: string[] = [];
  for (const folder of missingFolders(path.resolve(directory))) {
    try {
      mkdirSync(folder);
      made.push(folder);
    } catch (cause) {
      // Another program may have made it meanwhile.
      if (isFolder(folder)) continue;
      removeEmptyFolders(made);
      throw errorOfWriting(cause, folder, remedies);
    }
  }
  return made.at(0);
}

/** From the topmost down. */
function missingFolders(directory: string): string[] {
  const missing: string[] = [];
  for (let folder = directory; !isFolder(folder); folder = path.dirname(folder)) {
    missing.unshift(folder);
    if (folder === path.dirname(folder)) break;
  }
  return missing;
}

const isFolder = (place: string): boolean => {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
};

function removeEmptyFolders(folders: readonly string[]): void {
  for (const folder of folders.toReversed()) {
    try {
      rmdirSync(folder);
    } catch {
      // Something else lies in it by now.
      return;
    }
  }
}
