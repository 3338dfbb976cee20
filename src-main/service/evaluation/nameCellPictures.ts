import path from 'node:path';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { evaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import type { CellInputSize } from '#main/analysis/classification/cellInput.ts';
import { groupedCellPictures, type GroupedPicture, type GroupedPlace } from './groupedCellPictures.ts';
import type { SkippedPicture } from './listCellPictures.ts';
import { picturesListed } from './picturesListed.ts';

/** Pictures held in memory at once. */
const batchSize = 64;

/** Where labelled pictures of single cells lie. */
export interface CellPicturesInput extends GroupedPlace {
  /** How wide each picture is, in micrometres, 1 to 1000. */
  readonly spanUm: number;
  /** A table whose column `file` names the only pictures to take. */
  readonly onlyFile?: string;
}

export interface CellPictureTools {
  readonly classifier: CellClassifier;
  /** Decodes a picture file; throws where it can't. */
  readonly readPicture: (path: string) => Promise<RgbPicture>;
}

/** The classifier's view, of a size (`usualCellInput` where none is given), of a picture that is `spanUm` wide and centred on its cell. */
export type CellView = (picture: RgbPicture, spanUm: number, size?: CellInputSize) => RgbPicture;

/** Calls of one view, in the order of `files`. */
export interface NamedPictures {
  readonly files: readonly string[];
  /** For each view, the cells in the order of `files`. */
  readonly byView: readonly (readonly EvaluatedCell[])[];
  readonly skipped: readonly SkippedPicture[];
}

/**
 * Names every cell picture of a directory, once for each view of it. Pictures that can't be read, and what `onlyFile` names and is none, are
 * listed and left out. Memory holds a few dozen pictures at a time.
 *
 * @throws MyeloscopeError `bad-input` for folders that can't be used, a wrong table, or where no picture can be read; `cancelled`
 */
export async function nameCellPictures(input: CellPicturesInput, { classifier, readPicture }: CellPictureTools, views: readonly CellView[], context: WorkContext = {}): Promise<NamedPictures> {
  const { directory, spanUm, onlyFile } = input;
  const { pictures: all, skipped } = await groupedCellPictures(input);
  const pictures = onlyFile === undefined ? all : await onlyListed(all, onlyFile, skipped);
  if (!pictures.length) throw new MyeloscopeError('bad-input', `The table ${onlyFile} names no picture of ${directory}.`, `Name them as here: ${all[0].file}`);
  const files: string[] = [];
  const byView: EvaluatedCell[][] = views.map(() => []);
  for (let from = 0; from < pictures.length; from += batchSize) {
    context.report?.({ stage: 'Naming cells', done: from, total: pictures.length });
    const batch: (GroupedPicture & { picture: RgbPicture })[] = [];
    for (let index = from; index < Math.min(from + batchSize, pictures.length); index++) {
      throwIfCancelled(context.signal);
      const { file } = pictures[index];
      try {
        batch.push({ ...pictures[index], picture: await readPicture(path.join(directory, file)) });
      } catch (error) {
        if (error instanceof MyeloscopeError && error.code === 'cancelled') throw error;
        skipped.push({ file, reason: (error as Error).message });
      }
    }
    files.push(...batch.map(({ file }) => file));
    for (const [place, view] of views.entries()) {
      const calls = await classifier.classify(batch.map(({ picture }) => view(picture, spanUm, classifier.input)), context.signal);
      calls.forEach((call, i) => byView[place].push(evaluatedCell(classifier.classes, call, batch[i])));
    }
  }
  context.report?.({ stage: 'Naming cells', done: pictures.length, total: pictures.length });
  if (!files.length) {
    throw new MyeloscopeError('bad-input', `None of the ${pictures.length} cell pictures in ${directory} can be read. The first: ${skipped.at(-pictures.length)!.reason}`);
  }
  return { files, byView, skipped };
}

/** Those of the pictures that a table lists; what else it lists is added to `skipped`. */
async function onlyListed(all: readonly GroupedPicture[], onlyFile: string, skipped: SkippedPicture[]): Promise<GroupedPicture[]> {
  const listed = await picturesListed(onlyFile), pictures = all.filter(({ file }) => listed.has(file));
  const found = new Set(pictures.map(({ file }) => file));
  for (const file of listed) if (!found.has(file)) skipped.push({ file, reason: `named in ${path.basename(onlyFile)}, but not among the pictures of the classes` });
  return pictures;
}
