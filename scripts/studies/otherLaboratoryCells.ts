import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { classesOfLabel, type LabelCode } from '#shared/taxonomy/labelSets.ts';
import { readWholePicture } from '#main/service/readWholePicture.ts';
import type { CellSource } from '#main/training/cellPictures/cellSources.ts';
import { readCells, type TrainingCells } from '#main/training/cellPictures/readCells.ts';

const spanUm = 30;

/** Patients of the other hospital on whom methods are chosen; the twenty others are scored once a method. */
export const patientsForChoosing: ReadonlySet<string> = new Set(['01', '08', '11', '34', '47', '50', '55', '68', '85', '96'].map((number) => `Patient_${number}`));

/** The labelled cells of another hospital's patients, for measuring only; `isWanted` picks patients by their name in the table. Further cells may come behind them. */
export async function otherLaboratoryCells(dataDirectory: string, isWanted: (patient: string) => boolean = () => true, further: readonly CellSource[] = []): Promise<TrainingCells> {
  const folder = path.join(dataDirectory, 'other-laboratory');
  const rows = (await readFile(path.join(folder, 'cells.csv'), 'utf8')).trim().split(/\r?\n/).slice(1).map((line) => line.split(','));
  return await readCells([...rows.filter(([,, patient]) => isWanted(patient)).map(([file, label, patient]): CellSource => ({
    name: file, origin: 'laboratory', label, right: classesOfLabel(label as LabelCode), group: patient, look: undefined,
    read: async (reader) => ({ picture: await reader(path.join(folder, file)), spanUm }),
  })), ...further], readWholePicture);
}
