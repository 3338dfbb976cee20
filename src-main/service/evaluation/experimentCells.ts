import path from 'node:path';
import type { ExperimentCell } from '#main/experiments/cells/experimentCell.ts';
import { hashFile } from '#main/slides/hashFile.ts';
import { readWholePicture } from '../readWholePicture.ts';
import { groupedCellPictures, type GroupedPicture, type GroupedPlace } from './groupedCellPictures.ts';
import type { SkippedPicture } from './listCellPictures.ts';
import { picturesAsTold, type SaidOfPictures } from './picturesAsTold.ts';

/** Labelled pictures of single cells: DIR/<CODE>/*, each `spanUm` wide and centred on its cell. */
interface PicturesOfWidth extends GroupedPlace, Pick<SaidOfPictures, 'isUngrouped'> { readonly spanUm: number }

export interface ExperimentPictures extends PicturesOfWidth {
  /** Another folder of the same kind, of which only artefacts (PLT, SMU, ART) are taken. */
  readonly artefacts?: PicturesOfWidth;
}

const artefactLabels: readonly string[] = ['PLT', 'SMU', 'ART'];

export interface CellsOfExperiment {
  /** Not yet decoded. */
  readonly cells: ExperimentCell[];
  /** In a phrase: which pictures they are, what a group is, and what could not be used. */
  readonly described: string;
}

/**
 * The cells of an experiment. A width that the tables beside them contradict is refused, and a manifest there groups them unless another table does, or nothing is to.
 * Throws as `picturesAsTold` and `groupedCellPictures`, naming the folder or table, and what reading a file throws.
 */
export async function experimentCells({ artefacts, ...said }: ExperimentPictures): Promise<CellsOfExperiment> {
  const own = await cellsIn(said), others = artefacts && await cellsIn(artefacts, artefactLabels);
  return { cells: [...own.cells, ...(others?.cells ?? [])], described: `${own.described}${others ? `; artefacts of ${others.described}` : ''}` };
}

async function cellsIn(said: PicturesOfWidth, labels?: readonly string[]): Promise<CellsOfExperiment> {
  const { directory, spanUm, ...groups } = await picturesAsTold(said), set = path.basename(directory);
  const { pictures: all, skipped } = await groupedCellPictures({ directory, ...groups });
  const pictures = labels ? all.filter(({ truth }) => labels.includes(truth)) : all;
  const cells: ExperimentCell[] = [];
  // One at a time: a system lets a program have a few thousand files open at most.
  for (const { file, group, truth } of pictures) {
    const place = path.join(directory, file);
    cells.push({ name: `${set}/${file}`, sha256: await hashFile(place), label: truth, group: `${set}/${group ?? file}`, spanUm, read: () => readWholePicture(place) });
  }
  return { cells, described: [`${set}, ${spanUm} µm wide, ${describeGroups(pictures, groups.groupColumn)}`, ...describeSkipped(skipped)].join('; ') };
}

function describeGroups(pictures: readonly GroupedPicture[], column: string | undefined): string {
  const flatters = 'figures flatter where cells of one patient lie on both sides';
  if (!column) return `each picture a group of its own (${flatters})`;
  const alone = pictures.filter(({ group }) => group === undefined).length;
  return `groups by ${column}${alone ? ` (${alone} of ${pictures.length} pictures have none and stand each for itself: ${flatters})` : ''}`;
}

/** The first few by name. */
function describeSkipped(skipped: readonly SkippedPicture[], shown = 5): string[] {
  const named = skipped.slice(0, shown).map(({ file, reason }) => `${file} (${reason})`);
  return skipped.length ? [`not used: ${named.join(', ')}${skipped.length > shown ? ` and ${skipped.length - shown} more` : ''}`] : [];
}
