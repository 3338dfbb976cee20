import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { classesOfLabel, type LabelCode } from '#shared/taxonomy/labelSets.ts';
import { readWholePicture } from '#main/service/readWholePicture.ts';
import type { CellSource } from '#main/training/cellPictures/cellSources.ts';
import { readCells, type TrainingCells } from '#main/training/cellPictures/readCells.ts';

const spanUm = 30;

/** The labelled cells of another hospital's patients, for measuring only; `isWanted` picks patients by their name in the table. */
export async function otherLaboratoryCells(dataDirectory: string, isWanted: (patient: string) => boolean = () => true): Promise<TrainingCells> {
  const folder = path.join(dataDirectory, 'other-laboratory');
  const rows = (await readFile(path.join(folder, 'cells.csv'), 'utf8')).trim().split(/\r?\n/).slice(1).map((line) => line.split(','));
  return await readCells(rows.filter(([,, patient]) => isWanted(patient)).map(([file, label, patient]): CellSource => ({
    name: file, origin: 'laboratory', label, right: classesOfLabel(label as LabelCode), group: patient, look: undefined,
    read: async (reader) => ({ picture: await reader(path.join(folder, file)), spanUm }),
  })), readWholePicture);
}
