import { statSync } from 'node:fs';
import path from 'node:path';
import { hashFile } from '#main/slides/hashFile.ts';
import type { CellPicture, SkippedPicture } from '../evaluation/listCellPictures.ts';

/**
 * Pictures of a folder, each once, told by their bytes: copies would let a cell that was learnt from judge under another's name, or count
 * twice. Of several the one that is kept apart stays, else the first. What lies in folders of two classes has no truth, and is left out of both.
 *
 * @param isApart whether a picture is to judge
 */
export async function onceEachPicture<Picture extends CellPicture>(directory: string, pictures: readonly Picture[], isApart: (picture: Picture) => boolean): Promise<{ pictures: Picture[]; skipped: SkippedPicture[] }> {
  const leftOut = new Map<Picture, string>();
  for (const same of await sameBytes(directory, pictures)) {
    const kept = same.find(isApart) ?? same[0], isOfOneClass = same.every(({ truth }) => truth === kept.truth);
    for (const picture of same) {
      if (!isOfOneClass) leftOut.set(picture, `the same picture is of another class elsewhere: ${same.filter(({ truth }) => truth !== picture.truth).map(({ file }) => file).join(', ')}`);
      else if (picture !== kept) leftOut.set(picture, `it is the same picture as ${kept.file}`);
    }
  }
  return { pictures: pictures.filter((picture) => !leftOut.has(picture)), skipped: [...leftOut].map(([{ file }, reason]) => ({ file, reason })) };
}

/** Those that have their bytes in common with another. An empty file is no picture, and what can't be read is told of when it is read. */
async function sameBytes<Picture extends CellPicture>(directory: string, pictures: readonly Picture[]): Promise<Picture[][]> {
  const ofSize = Map.groupBy(pictures, ({ file }) => statSync(path.join(directory, file), { throwIfNoEntry: false })?.size ?? 0);
  const found: Picture[][] = [];
  for (const [size, alike] of ofSize) {
    if (size === 0 || alike.length === 1) continue;
    const hashed = await Promise.all(alike.map(async (picture) => ({ picture, hash: await hashFile(path.join(directory, picture.file)).catch(() => picture.file) })));
    found.push(...[...Map.groupBy(hashed, ({ hash }) => hash).values()].filter(({ length }) => length > 1).map((same) => same.map(({ picture }) => picture)));
  }
  return found;
}
