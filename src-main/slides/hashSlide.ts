import { stat } from 'node:fs/promises';
import type { TellBytesRead } from './bytesRead.ts';
import { errorOfFile } from './errorOfFile.ts';
import { hashSlideFiles } from './hashSlideFiles.ts';
import { hashPictureFolder } from './pictures/openPictureFolder.ts';
import { unreadable } from './slideErrors.ts';

/** The hash that `SlideSource.hash` gives, of a slide that can't be opened: a file, whatever is in it, or a folder of pictures. Throws as that does. */
export async function hashSlide(slidePath: string, signal?: { readonly aborted: boolean }, tell?: TellBytesRead): Promise<string> {
  let found;
  try {
    found = await stat(slidePath);
  } catch (error) {
    throw errorOfFile(error, slidePath);
  }
  // A pipe would be read for ever.
  if (!found.isDirectory() && !found.isFile()) throw unreadable(slidePath, 'it is no plain file');
  return found.isDirectory() ? hashPictureFolder(slidePath, signal, tell) : hashSlideFiles(slidePath, signal, tell);
}
