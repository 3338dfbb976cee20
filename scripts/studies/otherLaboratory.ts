// What fine-tuning on a few cells of another hospital gives on its other patients, and what it costs on cells known before.
// node scripts/start.cjs scripts/studies/otherLaboratory.ts --data DIR --patients choose|score [--base FILE.onnx --fold N] [--threads N]
// `choose` looks at ten named patients only: methods are chosen on them. `score` looks at the twenty others, once a method.
// `--base` is a classifier that has not seen fold N of the marrow: then what is forgotten is measured on that fold's cells.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { shippedSeeds } from '#main/models/trainModels.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { shippedModelsDirectory } from '#main/service/places.ts';
import { readWholePicture } from '#main/service/readWholePicture.ts';
import { singleCellSources } from '#main/training/cellPictures/cellSources.ts';
import { readCells, type TrainingCells } from '#main/training/cellPictures/readCells.ts';
import { isHeldOutBlood } from '#main/training/classifier/classifierRecipe.ts';
import { groupedFolds } from '#main/training/classifier/folds.ts';
import { foldCount } from '#main/training/classifier/prepareCells.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { otherLaboratoryCells, patientsForChoosing } from './otherLaboratoryCells.ts';
import { studyFineTuning } from './studyFineTuning.ts';

const { values } = parseArgs({ options: {
  data: { type: 'string', default: process.env.MYELOSCOPE_DATA ?? '../shared/data' }, patients: { type: 'string', default: 'choose' },
  base: { type: 'string' }, fold: { type: 'string' }, threads: { type: 'string', default: '2' },
} });

const model = readOnnx(await readFile(values.base ?? path.join(shippedModelsDirectory, (await modelsInUse(shippedModelsDirectory)).classifierModel.card.file)));
const other = await otherLaboratoryCells(values.data, (patient) => patientsForChoosing.has(patient) === (values.patients === 'choose'));
const patients = new Set(other.cells.map(({ group }) => group));
console.log(`${other.cells.length} cells of ${patients.size} patients (${values.patients})`);
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
