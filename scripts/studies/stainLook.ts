// A stain the classifier has never seen: it is trained on one stain look of marrow-cells, then fine-tuned on a few cells of the other.
// node scripts/start.cjs scripts/studies/stainLook.ts --data DIR [--out build/studies] [--threads N]
// The training is the short one of `studyArms` (`with-drawn`), from the same state before any marrow; a fifth of the known look's
// overlap groups is kept out of it, to see what fine-tuning forgets. Only classes of which both looks have a cell are tested.
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { shippedSeeds } from '#main/models/trainModels.ts';
import { readWholePicture } from '#main/service/readWholePicture.ts';
import { singleCellSources } from '#main/training/cellPictures/cellSources.ts';
import { readCells } from '#main/training/cellPictures/readCells.ts';
import { shippedClasses } from '#main/training/classifier/classifierRecipe.ts';
import { exportClassifier } from '#main/training/classifier/exportClassifier.ts';
import { familiarCells, statisticsOf } from '#main/training/classifier/judgeCells.ts';
import { prepareCells } from '#main/training/classifier/prepareCells.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { studyFineTuning } from './studyFineTuning.ts';
import { studyArms, trainWithout } from './studyArms.ts';

const { values } = parseArgs({ options: {
  data: { type: 'string', default: process.env.MYELOSCOPE_DATA ?? '../shared/data' }, out: { type: 'string', default: 'build/studies' }, threads: { type: 'string', default: '2' },
} });
const threads = Number(values.threads);
await mkdir(values.out, { recursive: true });
const prepared = await prepareCells(values.data, shippedSeeds.classifier, readWholePicture, {});
const marrow = prepared.marrow.map((cell, i) => ({ cell, fold: prepared.folds[i], look: cell.look }));
const sources = await singleCellSources(values.data, 'marrow-cells');

for (const unseen of [...new Set(marrow.map(({ look }) => look!))].sort()) {
  const classesOf = (isUnseen: boolean) => new Set(marrow.filter(({ look }) => (look === unseen) === isUnseen).map(({ cell }) => cell.label));
  const [inUnseen, inKnown] = [classesOf(true), classesOf(false)];
  const kept = new Set(marrow.filter(({ look, fold }) => look === unseen || fold === 0).map(({ cell }) => cell));
  const parameters = await trainWithout(studyArms[0], prepared, kept, `without-${unseen}`, { seed: shippedSeeds.classifier, threads, directory: values.out }, {});
  const statistics = await statisticsOf(parameters, shippedClasses, prepared.pictures, familiarCells(prepared.trainable.filter((cell) => !kept.has(cell))), threads);
  const model = readOnnx(exportClassifier(shippedClasses.length, [{ parameters, statistics }]));
  const cellsWhere = (isWanted: (of: (typeof marrow)[number]) => boolean) => {
    const wanted = new Set(marrow.filter(isWanted).map(({ cell }) => cell.name));
    return readCells(sources.filter(({ name }) => wanted.has(name)), readWholePicture);
  };
  const other = await cellsWhere(({ look, cell }) => look === unseen && inKnown.has(cell.label));
  const known = await cellsWhere(({ look, fold, cell }) => look !== unseen && fold === 0 && inUnseen.has(cell.label));
  console.log(`\n${unseen} never seen: ${other.cells.length} cells of it, of ${new Set(other.cells.map(({ label }) => label)).size} classes that both looks have; ${known.cells.length} cells of the known look, kept out of training`);
  await studyFineTuning({ model, other, known, cellCounts: [10, 25, 50, 100], draws: 5, threads });
}
