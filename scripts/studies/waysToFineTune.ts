// Ways to fine-tune on 100 cells of another hospital, compared on the ten patients on whom methods are chosen (never on the twenty others).
// node scripts/start.cjs scripts/studies/waysToFineTune.ts --data DIR [--only WORDS] [--draws N] [--threads N]
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { shuffle } from '#shared/random/seededRandom.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { shippedSeeds } from '#main/models/trainModels.ts';
import { shippedModelsDirectory } from '#main/service/places.ts';
import { readWholePicture } from '#main/service/readWholePicture.ts';
import { singleCellSources } from '#main/training/cellPictures/cellSources.ts';
import { readCells } from '#main/training/cellPictures/readCells.ts';
import { isHeldOutBlood, shippedClasses } from '#main/training/classifier/classifierRecipe.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { figureHead, figuresOn, fineTuningBench, printFigures } from './fineTuningBench.ts';
import type { StudyFigures } from './fineTuningBench.ts';
import { withMatchedColours } from './matchedColours.ts';
import { otherLaboratoryCells, patientsForChoosing } from './otherLaboratoryCells.ts';
import { drawOfGroups } from './studyFineTuning.ts';
import { namedByPrototypes } from './prototypes.ts';
import type { CellChoice } from './waysToChooseCells.ts';
import { waysToChooseCells } from './waysToChooseCells.ts';

const { values } = parseArgs({ options: { data: { type: 'string', default: process.env.MYELOSCOPE_DATA ?? '../shared/data' }, only: { type: 'string' }, draws: { type: 'string', default: '5' }, threads: { type: 'string', default: '2' } } });
const only = values.only?.split(','), draws = Number(values.draws), threads = Number(values.threads);
/** Cells that are learnt from, and cells known before that are shown again beside them. */
const count = 100, replayed = 300;
const isWanted = (words: string): boolean => only?.includes(words) ?? true;

const model = readOnnx(await readFile(path.join(shippedModelsDirectory, (await modelsInUse(shippedModelsDirectory)).classifierModel.card.file)));
const blood = (await singleCellSources(values.data, 'blood-cells')).map((source, canvas) => ({ ...source, canvas }));
const keptOut = isHeldOutBlood(blood, shippedSeeds.classifier);
const known = await readCells(blood.filter((cell) => keptOut.has(cell)), readWholePicture);
const learntBefore = shuffle(blood.filter((cell) => !keptOut.has(cell)), seededRandom(1, 0)).slice(0, replayed);
const joined = await otherLaboratoryCells(values.data, (patient) => patientsForChoosing.has(patient), learntBefore);
const others = joined.cells.length - learntBefore.length;
const other = { ...joined, cells: joined.cells.slice(0, others) };
console.log(`${others} cells of ${patientsForChoosing.size} patients, half of whom are learnt from; known before: ${known.cells.length} blood cells that were kept out; ${draws} draws`);
console.log(`| way ${figureHead}`);

type Bench = Awaited<ReturnType<typeof fineTuningBench>>;
/** The probabilities that a way gives of the cells of its views. */
type Namer = (cached: Bench['seen']) => Promise<readonly Float32Array[]>;
/** What a way gives on the test patients of each draw, and on what was known. */
async function measure(name: string, bench: Bench, seenOfKnown: Bench['seen'], of: (draw: ReturnType<typeof drawOfGroups>) => Promise<Namer>): Promise<void> {
  const after: StudyFigures[] = [], kept: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const drawn = drawOfGroups(other, draw, count), name = await of(drawn), here = await name(bench.seen), before = await name(seenOfKnown);
    after.push(figuresOn({ cells: drawn.tests.map((place) => other.cells[place]) }, drawn.tests.map((place) => here[place])));
    kept.push(figuresOn(known, before).accuracy);
  }
  printFigures(name, after, kept);
}
/** The mean of what several models say. */
const namerOf = (bench: Bench, ...models: readonly ReturnType<Bench['tuned']>[]): Namer => async (cached) => {
  const all: Float32Array[][] = [];
  for (const each of models) all.push(await bench.answers(each, cached));
  return all[0].map((_, cell) => Float32Array.from(shippedClasses, (_code, k) => all.reduce((sum, said) => sum + said[cell][k], 0) / all.length));
};

if (['as they come', 'no gate', 'ensemble', 'replay', 'prototypes', ...Object.keys(waysToChooseCells)].some(isWanted)) {
  const bench = await fineTuningBench(model, joined, 'head', threads), seenOfKnown = await bench.cache(known, 1);
  const said = await bench.answers(model, bench.seen);
  if (isWanted('none')) printFigures('none: the shipped classifier', [figuresOn(other, said.slice(0, others))], [figuresOn(known, await bench.answers(model, seenOfKnown)).accuracy]);
  const choose = (way: CellChoice) => ({ random, toLearnFrom }: ReturnType<typeof drawOfGroups>): readonly number[] => way({ among: toLearnFrom, count, random, said, cells: other.cells, seen: bench.seen });
  const usual = choose(waysToChooseCells['as they come']);
  for (const [name, way] of Object.entries(waysToChooseCells)) {
    if (isWanted(name)) await measure(name, bench, seenOfKnown, async (drawn) => { const learnsFrom = choose(way)(drawn); return namerOf(bench, bench.tuned(await bench.train(joined, learnsFrom, name), learnsFrom)); });
  }
  if (isWanted('no gate')) await measure('no gate', bench, seenOfKnown, async (drawn) => namerOf(bench, bench.tuned(await bench.train(joined, usual(drawn), 'no gate'), undefined)));
  const behind = Array.from({ length: replayed }, (_, i) => others + i);
  if (isWanted('replay')) {
    for (const gated of [false, true]) {
      await measure(`${replayed} known cells replayed, ${gated ? 'gate' : 'no gate'}`, bench, seenOfKnown, async (drawn) => {
        const learnsFrom = usual(drawn);
        return namerOf(bench, bench.tuned(await bench.train(joined, [...learnsFrom, ...behind], 'replay'), gated ? learnsFrom : undefined));
      });
    }
  }
  if (isWanted('ensemble')) {
    await measure('mean of three trainings', bench, seenOfKnown, async (drawn) => {
      const learnsFrom = usual(drawn), models = [];
      for (const seed of [1, 2, 3]) models.push(bench.tuned(await bench.train(joined, learnsFrom, `seed ${seed}`, { seed }), learnsFrom));
      return namerOf(bench, ...models);
    });
  }
  if (isWanted('prototypes')) {
    await measure('prototypes', bench, seenOfKnown, async (drawn) => {
      const learnsFrom = usual(drawn);
      return async (cached) => namedByPrototypes(model, joined.cells, bench.seen, learnsFrom, cached, await bench.answers(model, cached));
    });
  }
}
if (isWanted('colours')) {
  const matched = withMatchedColours(joined, other.cells, known), bench = await fineTuningBench(model, matched, 'head', threads), seenOfKnown = await bench.cache(known, 1);
  printFigures('colours matched, nothing learnt', [figuresOn(other, (await bench.answers(model, bench.seen)).slice(0, others))], [figuresOn(known, await bench.answers(model, seenOfKnown)).accuracy]);
  await measure('colours matched', bench, seenOfKnown, async ({ random, toLearnFrom }) => {
    const learnsFrom = shuffle([...toLearnFrom], random).slice(0, count);
    return namerOf(bench, bench.tuned(await bench.train(matched, learnsFrom, 'colours'), learnsFrom));
  });
}
if (isWanted('last stage')) {
  const bench = await fineTuningBench(model, joined, 'lastStage', threads), seenOfKnown = await bench.cache(known, 1);
  for (const gated of [true, false]) {
    await measure(`last stage, ${gated ? 'gate' : 'no gate'}`, bench, seenOfKnown, async ({ random, toLearnFrom }) => {
      const learnsFrom = shuffle([...toLearnFrom], random).slice(0, count);
      return namerOf(bench, bench.tuned(await bench.train(joined, learnsFrom, 'last stage'), gated ? learnsFrom : undefined));
    });
  }
}
