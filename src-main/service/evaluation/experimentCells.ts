import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ExperimentCell } from '#main/experiments/cells/experimentCell.ts';
import { readWholePicture } from '../readWholePicture.ts';
import { groupsOfPictures } from './groupsOfPictures.ts';
import { listCellPictures } from './listCellPictures.ts';

/** Labelled pictures of single cells: DIR/<CODE>/*, each `spanUm` wide and centred on its cell. */
export interface ExperimentPictures {
  readonly directory: string;
  readonly spanUm: number;
  readonly groupsFile?: string;
  readonly groupColumn?: string;
  /** Another folder of the same kind, of which only artefacts (PLT, SMU, ART) are taken. */
  readonly artefacts?: { readonly directory: string; readonly spanUm: number; readonly groupsFile?: string; readonly groupColumn?: string };
}

const artefactLabels = ['PLT', 'SMU', 'ART'];

/** The cells of an experiment, not yet read. Throws `bad-input` or `not-found`, naming the folder or table. */
export async function experimentCells({ artefacts, ...pictures }: ExperimentPictures): Promise<ExperimentCell[]> {
  const cells = await cellsIn(pictures);
  if (!artefacts) return cells;
  return [...cells, ...(await cellsIn(artefacts)).filter(({ label }) => artefactLabels.includes(label))];
}

async function cellsIn({ directory, groupColumn, groupsFile, spanUm }: Omit<ExperimentPictures, 'artefacts'>): Promise<ExperimentCell[]> {
  if (!(spanUm >= 1 && spanUm <= 1000)) throw new MyeloscopeError('bad-input', `A cell picture can't be ${spanUm} µm wide.`, 'Give the width of the pictures in micrometres, such as 22.');
  const { pictures } = await listCellPictures(directory);
  const files = pictures.map(({ file }) => file), set = path.basename(path.resolve(directory));
  const groups = groupsFile && groupColumn ? await groupsOfPictures(files, groupsFile, groupColumn) : files.map(() => undefined);
  return pictures.map(({ file, truth }, i) => ({
    name: `${set}/${file}`, label: truth, group: `${set}/${groups[i] ?? file}`, spanUm,
    read: () => readWholePicture(path.join(directory, file)),
  }));
}

/** The pictures of an experiment in a phrase, with what a group is. */
export function describePictures({ artefacts, directory, groupColumn, spanUm }: ExperimentPictures): string {
  const groups = groupColumn ? `groups by ${groupColumn}` : 'each picture a group of its own (figures flatter where cells of one patient lie on both sides)';
  return `${path.basename(directory)}, ${spanUm} µm wide, ${groups}${artefacts ? `; artefacts of ${path.basename(artefacts.directory)}` : ''}`;
}
