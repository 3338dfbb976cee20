import { readdirSync } from 'node:fs';
import path from 'node:path';
import { typeOfPageFile } from './windowPage.ts';

/**
 * The files of the built window by their path in its addresses (`/assets/main.js`), listed once: what is not on the list is
 * not there, so no path leads out of the folder.
 */
export function listPageFiles(directory: string, below = ''): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(path.join(directory, below), { withFileTypes: true })) {
    const name = `${below}/${entry.name}`;
    if (entry.isDirectory()) for (const [inner, file] of listPageFiles(directory, name)) files.set(inner, file);
    else if (entry.isFile() && typeOfPageFile(name) !== undefined) files.set(name, path.join(directory, name));
  }
  return files;
}
