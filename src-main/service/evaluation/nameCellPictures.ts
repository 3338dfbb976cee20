import path from 'node:path';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { evaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import type { CellInputSize } from '#main/analysis/classification/cellInput.ts';
import { groupsOfPictures } from './groupsOfPictures.ts';
import { picturesListed } from './picturesListed.ts';
import { listCellPictures, type SkippedPicture } from './listCellPictures.ts';

/** Pictures held in memory at once. */
const batchSize = 64;

/** Where labelled pictures of single cells lie. */
export interface CellPicturesInput {
  /** Holds one folder a class. */
  readonly directory: string;
  /** How wide each picture is, in micrometres, 1 to 1000. */
  readonly spanUm: number;
  /** A table that tells which pictures belong together, and its column. */
  readonly groupsFile?: string;
  readonly groupColumn?: string;
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
 * Names every cell picture of a directory, once for each view of it. Pictures that can't be read are listed and left out.
 * Memory holds a few dozen pictures at a time.
 *
 * @throws MyeloscopeError `bad-input` for a wrong span, unknown folders, a wrong table, or where no picture can be read; `cancelled`
 */
export async function nameCellPictures(input: CellPicturesInput, { classifier, readPicture }: CellPictureTools, views: readonly CellView[], context: WorkContext = {}): Promise<NamedPictures> {
  const { directory, spanUm, groupsFile, groupColumn } = input;
  if (!(spanUm >= 1 && spanUm <= 1000)) throw new MyeloscopeError('bad-input', `A cell picture can't be ${spanUm} µm wide.`, 'Give the width of the pictures in micrometres, such as 22.');
  const { pictures: all, skipped } = await listCellPictures(directory);
  const listed = input.onlyFile === undefined ? undefined : await picturesListed(input.onlyFile);
  const groups = groupsFile && groupColumn ? await groupsOfPictures(all.map(({ file }) => file), groupsFile, groupColumn) : undefined;
  const pictures = all.map((picture, i) => ({ ...picture, group: groups?.[i] })).filter(({ file }) => !listed || listed.has(file));
  if (!pictures.length) throw new MyeloscopeError('bad-input', `The table ${input.onlyFile} names no picture of ${directory}.`, `Name them as here: ${all[0].file}`);
  const files: string[] = [];
  const byView: EvaluatedCell[][] = views.map(() => []);
  for (let from = 0; from < pictures.length; from += batchSize) {
    context.report?.({ stage: 'Naming cells', done: from, total: pictures.length });
    const batch: { file: string; truth: EvaluatedCell['truth']; group: string | undefined; picture: RgbPicture }[] = [];
    for (let index = from; index < Math.min(from + batchSize, pictures.length); index++) {
      throwIfCancelled(context.signal);
      const { file, truth, group } = pictures[index];
      try {
        batch.push({ file, truth, group, picture: await readPicture(path.join(directory, file)) });
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
