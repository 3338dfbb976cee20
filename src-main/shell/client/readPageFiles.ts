import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { typeOfPageFile } from './windowPage.ts';

/**
 * The built window by the paths of its addresses (`/assets/main.js`), read whole at once: what is not on the list is not there,
 * so no path leads out of the folder, and a window that is open goes on when another is built in its place.
 */
export function readPageFiles(directory: string, below = ''): Map<string, Buffer<ArrayBuffer>> {
  const files = new Map<string, Buffer<ArrayBuffer>>();
  for (const entry of readdirSync(path.join(directory, below), { withFileTypes: true })) {
    const name = `${below}/${entry.name}`;
    if (entry.isDirectory()) for (const [inner, bytes] of readPageFiles(directory, name)) files.set(inner, bytes);
    else if (entry.isFile() && typeOfPageFile(name) !== undefined) files.set(name, readFileSync(path.join(directory, name)));
  }
  return files;
}
