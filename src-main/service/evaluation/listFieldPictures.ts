import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { isLeftAlone } from './isLeftAlone.ts';
import { pictureName } from './listCellPictures.ts';

/**
 * The pictures of DIR/images and of the folders in it, relative to it, with forward slashes. What is hidden or a system's own is left out.
 *
 * @throws MyeloscopeError `not-found` where the folder can't be read
 */
export async function listFieldPictures(directory: string): Promise<string[]> {
  const images = path.join(directory, 'images');
  const entries = await readdir(images, { withFileTypes: true, recursive: true }).catch((cause: unknown) => {
    throw new MyeloscopeError('not-found', `The folder ${images} can't be read.`, 'Put the field pictures into a folder "images" beside boxes.csv or centres.csv.', { cause });
  });
  return entries.filter((entry) => !entry.isDirectory() && pictureName.test(entry.name))
    .map((entry) => path.relative(images, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => !file.split('/').some(isLeftAlone)).sort();
}
