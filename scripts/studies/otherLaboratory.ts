// What fine-tuning on a few cells of another hospital gives on its other patients, and what it costs on cells known before.
// node scripts/start.cjs scripts/studies/otherLaboratory.ts --data DIR --patients choose|score [--base FILE.onnx --fold N] [--threads N]
// `choose` looks at ten named patients only: methods are chosen on them. `score` looks at the twenty others, once a method.
// `--base` is a classifier that has not seen fold N of the marrow: then what is forgotten is measured on that fold's cells.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { classifierFigures } from '#shared/evaluation/classifierFigures.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import { classesOfLabel, type LabelCode } from '#shared/taxonomy/labelSets.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { shippedSeed } from '#main/models/trainModels.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { shippedModelsDirectory } from '#main/service/places.ts';
import { readWholePicture } from '#main/service/readWholePicture.ts';
import { singleCellSources, type CellSource } from '#main/training/cellPictures/cellSources.ts';
import { readCells, type TrainingCells } from '#main/training/cellPictures/readCells.ts';
import { isHeldOutBlood, shippedClasses } from '#main/training/classifier/classifierRecipe.ts';
import { groupedFolds } from '#main/training/classifier/folds.ts';
import { foldCount } from '#main/training/classifier/prepareCells.ts';
import { cacheViews, changedViews, type CachedViews } from '#main/training/fineTuning/cachedViews.ts';
import { composeBranch } from '#main/training/fineTuning/composeBranch.ts';
import { fineTuningDefaults } from '#main/training/fineTuning/fineTuningSettings.ts';
import { knownFeaturesOf } from '#main/training/fineTuning/knownFeatures.ts';
import { fitLaboratoryGate } from '#main/training/fineTuning/laboratoryGate.ts';
import { trainBranch } from '#main/training/fineTuning/trainBranch.ts';
import { divideModel } from '#main/training/imported/divideModel.ts';
import { nodesBefore } from '#main/training/imported/importGraph.ts';
import { trainableParameters } from '#main/training/imported/trainableParts.ts';
import type { OnnxModel } from '#main/training/onnx/model.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { writeOnnx } from '#main/training/onnx/write.ts';

const { values } = parseArgs({ options: {
  data: { type: 'string', default: process.env.MYELOSCOPE_DATA ?? '../shared/data' }, patients: { type: 'string', default: 'choose' },
  base: { type: 'string' }, fold: { type: 'string' }, threads: { type: 'string', default: '2' },
} });
const threads = Number(values.threads), draws = 5, cellCounts = [25, 50, 100, 200, 400], spanUm = 30;
const forChoosing = new Set(['01', '08', '11', '34', '47', '50', '55', '68', '85', '96'].map((number) => `Patient_${number}`));

const model = readOnnx(await readFile(values.base ?? path.join(shippedModelsDirectory, (await modelsInUse(shippedModelsDirectory)).classifierModel.card.file)));
const trained = trainableParameters(model.graph, 'logits', 'pictures', [3, 96, 96], 'head');
const { front, cut } = divideModel(model, 'logits', 'pictures', trained);
const settings = { ...fineTuningDefaults.head, views: 4, seed: 1, threads };
const known = knownFeaturesOf(model.graph);

const folder = path.join(values.data, 'other-laboratory');
const rows = (await readFile(path.join(folder, 'cells.csv'), 'utf8')).trim().split(/\r?\n/).slice(1).map((line) => line.split(','));
const sources = rows.filter(([,, patient]) => forChoosing.has(patient) === (values.patients === 'choose')).map(([file, label, patient]): CellSource => ({
  name: file, origin: 'laboratory', label, right: classesOfLabel(label as LabelCode), group: patient, look: undefined,
  read: async (reader) => ({ picture: await reader(path.join(folder, file)), spanUm }),
}));
const patients = [...new Set(sources.map(({ group }) => group))].sort();
const other = await readCells(sources, readWholePicture);
const seen = await cacheViews(front, cut, other.cells, settings.views, changedViews(other, settings.augmentation, 1), threads, other.size.sidePx);
console.log(`${other.cells.length} cells of ${patients.length} patients (${values.patients})`);
const old = await knownBefore();

console.log('cells  accuracy             macro-F1             lineage              blasts\' recall       known before: accuracy');
print(0, [figuresOn(other, await answers(model, seen))], [figuresOn(old.pictures, await answers(model, old.seen)).accuracy]);
for (const count of cellCounts) {
  const after: Figures[] = [], kept: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const random = seededRandom(1000 + draw, count), source = new Set(shuffle([...patients], random).slice(0, patients.length / 2));
    const places = other.cells.map((_, place) => place);
    const learnsFrom = shuffle(places.filter((place) => source.has(other.cells[place].group)), random).slice(0, count);
    const tests = places.filter((place) => !source.has(other.cells[place].group));
    const branch = await trainBranch({ model, trained, classes: shippedClasses, cells: other.cells, learnsFrom, cached: seen, settings, name: `${count} cells` });
    const tuned = composeBranch(model, { cut, trained: branch, sharpness: 1, gate: fitLaboratoryGate(known, seen, learnsFrom), changed: [] });
    const all = await answers(tuned, seen);
    after.push(figuresOn({ ...other, cells: tests.map((place) => other.cells[place]) }, tests.map((place) => all[place])));
    kept.push(figuresOn(old.pictures, await answers(tuned, old.seen)).accuracy);
  }
  print(count, after, kept);
}

interface Figures { readonly accuracy: number; readonly macroF1: number; readonly lineage: number; readonly blasts: number }

/** The probabilities that the part behind the cut makes of the plain view. */
async function answers({ graph, ...rest }: OnnxModel, { tensors, views }: CachedViews): Promise<Float32Array[]> {
  const inputs = tensors.map(({ name, shape }) => ({ name, elementType: 'float32' as const, shape: ['batch', ...shape] }));
  const runner = await createRunner(writeOnnx({ ...rest, graph: { ...graph, inputs, nodes: nodesBefore(graph, ['logits'], new Set(cut)), outputs: graph.outputs.filter(({ name }) => name === 'logits') } }), { threads });
  const count = tensors[0].values.length / tensors[0].size / views;
  const { logits } = await runner.run(Object.fromEntries(tensors.map(({ name, shape, size, values: all }) => {
    const plain = new Float32Array(count * size);
    for (let cell = 0; cell < count; cell++) plain.set(all.subarray(cell * views * size, (cell * views + 1) * size), cell * size);
    return [name, { data: plain, shape: [count, ...shape] }];
  })));
  await runner.release();
  return Array.from({ length: count }, (_, cell) => logits.data.slice(cell * shippedClasses.length, (cell + 1) * shippedClasses.length).map((logit) => Math.exp(logit)));
}

function figuresOn({ cells }: Pick<TrainingCells, 'cells'>, said: readonly Float32Array[]): Figures {
  const evaluated = cells.map((cell, i): EvaluatedCell => {
    const code = shippedClasses[said[i].indexOf(Math.max(...said[i]))];
    return { truth: cell.label as LabelCode, forcedCode: code, code, probabilities: said[i], group: cell.group };
  });
  const { accuracy, macroF1, lineageAccuracy, perClass } = classifierFigures(evaluated);
  return { accuracy, macroF1, lineage: lineageAccuracy, blasts: perClass.find(({ code }) => code === 'BLA')?.recall ?? NaN };
}

/** Cells that the base has not learnt from: a fold of the marrow, or the blood that was kept out. */
async function knownBefore(): Promise<{ pictures: TrainingCells; seen: CachedViews }> {
  const isMarrow = values.fold !== undefined;
  const all = await singleCellSources(values.data, isMarrow ? 'marrow-cells' : 'blood-cells');
  const placed = all.map((source, canvas) => ({ ...source, canvas }));
  const heldOut = isMarrow ? undefined : isHeldOutBlood(placed, shippedSeed);
  const folds = isMarrow ? groupedFolds(placed, foldCount, shippedSeed) : undefined;
  const pictures = await readCells(placed.filter((cell, i) => (folds ? folds[i] === Number(values.fold) - 1 : heldOut!.has(cell))), readWholePicture);
  console.log(`${pictures.cells.length} cells known before (${isMarrow ? `fold ${values.fold} of the marrow` : 'blood kept out'})`);
  return { pictures, seen: await cacheViews(front, cut, pictures.cells, 1, changedViews(pictures, settings.augmentation, 1), threads, pictures.size.sidePx) };
}

/** Mean over the draws with their range. */
function print(count: number, figures: readonly Figures[], kept: readonly number[]): void {
  const shown = (numbers: readonly number[]) => {
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    return (numbers.length === 1 ? mean.toFixed(3) : `${mean.toFixed(3)} (${Math.min(...numbers).toFixed(3)} to ${Math.max(...numbers).toFixed(3)})`).padEnd(21);
  };
  console.log([String(count).padEnd(6), ...(['accuracy', 'macroF1', 'lineage', 'blasts'] as const).map((name) => shown(figures.map((of) => of[name]))), shown(kept)].join(' '));
}
