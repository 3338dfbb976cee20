import { statSync } from 'node:fs';
import path from 'node:path';
import { hashFile } from '#main/slides/hashFile.ts';
import type { CellPicture, SkippedPicture } from '../evaluation/listCellPictures.ts';

/**
 * Pictures of a folder, each once among those learnt from and once among those kept apart, told by their bytes: copies would count twice. One on both
 * sides stays on both, since it shows that a case kept apart is one learnt from, and may not judge (`fitToJudge`). What lies in folders of two
 * classes has no truth, and is left out of both.
 *
 * @param isApart whether a picture is to judge
 */
export async function onceEachPicture<Picture extends CellPicture>(directory: string, pictures: readonly Picture[], isApart: (picture: Picture) => boolean): Promise<{ pictures: Picture[]; skipped: SkippedPicture[] }> {
  const leftOut = new Map<Picture, string>();
  for (const same of await sameBytes(directory, pictures)) {
    const isOfOneClass = same.every(({ truth }) => truth === same[0].truth);
    for (const picture of same) {
      const kept = same.find((other) => isApart(other) === isApart(picture)) ?? picture;
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
    const hashed: { picture: Picture; hash: string }[] = [];
    // One after another: uncompressed pictures have one size, and thousands of open files are more than a process may have.
    for (const picture of alike) hashed.push({ picture, hash: await hashFile(path.join(directory, picture.file)).catch(() => picture.file) });
    found.push(...[...Map.groupBy(hashed, ({ hash }) => hash).values()].filter(({ length }) => length > 1).map((same) => same.map(({ picture }) => picture)));
  }
  return found;
}
