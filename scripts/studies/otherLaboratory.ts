// What fine-tuning on a few cells of another hospital gives on its other patients, and what it costs on cells known before.
// node scripts/start.cjs scripts/studies/otherLaboratory.ts --data DIR --patients choose|score [--base FILE.onnx --fold N] [--threads N]
// `choose` looks at ten named patients only: methods are chosen on them. `score` looks at the twenty others, once a method.
// `--base` is a classifier that has not seen fold N of the marrow: then what is forgotten is measured on that fold's cells.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { classesOfLabel, type LabelCode } from '#shared/taxonomy/labelSets.ts';
import { shippedSeeds } from '#main/models/trainModels.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { shippedModelsDirectory } from '#main/service/places.ts';
import { readWholePicture } from '#main/service/readWholePicture.ts';
import { singleCellSources, type CellSource } from '#main/training/cellPictures/cellSources.ts';
import { readCells, type TrainingCells } from '#main/training/cellPictures/readCells.ts';
import { isHeldOutBlood } from '#main/training/classifier/classifierRecipe.ts';
import { groupedFolds } from '#main/training/classifier/folds.ts';
import { foldCount } from '#main/training/classifier/prepareCells.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { studyFineTuning } from './studyFineTuning.ts';

const { values } = parseArgs({ options: {
  data: { type: 'string', default: process.env.MYELOSCOPE_DATA ?? '../shared/data' }, patients: { type: 'string', default: 'choose' },
  base: { type: 'string' }, fold: { type: 'string' }, threads: { type: 'string', default: '2' },
} });
const spanUm = 30;
const forChoosing = new Set(['01', '08', '11', '34', '47', '50', '55', '68', '85', '96'].map((number) => `Patient_${number}`));

const model = readOnnx(await readFile(values.base ?? path.join(shippedModelsDirectory, (await modelsInUse(shippedModelsDirectory)).classifierModel.card.file)));
const folder = path.join(values.data, 'other-laboratory');
const rows = (await readFile(path.join(folder, 'cells.csv'), 'utf8')).trim().split(/\r?\n/).slice(1).map((line) => line.split(','));
const sources = rows.filter(([,, patient]) => forChoosing.has(patient) === (values.patients === 'choose')).map(([file, label, patient]): CellSource => ({
  name: file, origin: 'laboratory', label, right: classesOfLabel(label as LabelCode), group: patient, look: undefined,
  read: async (reader) => ({ picture: await reader(path.join(folder, file)), spanUm }),
}));
const patients = [...new Set(sources.map(({ group }) => group))].sort();
const other = await readCells(sources, readWholePicture);
console.log(`${other.cells.length} cells of ${patients.length} patients (${values.patients})`);
await studyFineTuning({ model, other, known: await knownBefore(), cellCounts: [25, 50, 100, 200, 400], draws: 5, threads: Number(values.threads) });

/** Cells that the base has not learnt from: a fold of the marrow, or the blood that was kept out. */
async function knownBefore(): Promise<TrainingCells> {
  const isMarrow = values.fold !== undefined;
  const all = await singleCellSources(values.data, isMarrow ? 'marrow-cells' : 'blood-cells');
  const placed = all.map((source, canvas) => ({ ...source, canvas }));
  const heldOut = isMarrow ? undefined : isHeldOutBlood(placed, shippedSeeds.classifier);
  const folds = isMarrow ? groupedFolds(placed, foldCount, shippedSeeds.classifier) : undefined;
  const pictures = await readCells(placed.filter((cell, i) => (folds ? folds[i] === Number(values.fold) - 1 : heldOut!.has(cell))), readWholePicture);
  console.log(`${pictures.cells.length} cells known before (${isMarrow ? `fold ${values.fold} of the marrow` : 'blood kept out'})`);
  return pictures;
}
