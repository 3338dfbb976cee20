// What the drawn cells are worth, and what a plain network reaches: short trainings on the folds of the shipped classifier.
// npm run studies -- --data DIR [--out build/studies] [--only with-drawn,resnet18] [--folds 5] [--threads N] [--shipped build/models/work]
// `--folds` judges the cells of the first so many folds only; given again with more, it goes on.
// `--other` also judges the cells of the other laboratory, for which nothing may be tuned: with `--shipped` by the shipped classifier too.
// `--shipped` names the folder in which `models train` left what the shipped classifier said of each fold.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { classifierFigures } from '#shared/evaluation/classifierFigures.ts';
import { classifierIntervals, pairedDifferences } from '#shared/evaluation/classifierIntervals.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { shippedSeeds } from '#main/models/trainModels.ts';
import { readWholePicture } from '#main/service/readWholePicture.ts';
import { shippedClasses } from '#main/training/classifier/classifierRecipe.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { shippedModelsDirectory } from '#main/service/places.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import { prepareCells } from '#main/training/classifier/prepareCells.ts';
import { otherLaboratoryCells } from './otherLaboratoryCells.ts';
import type { JudgedArm } from './studyArms.ts';
import { forcedCalls, runArm, studyArms } from './studyArms.ts';

const { values } = parseArgs({ options: {
  data: { type: 'string', default: process.env.MYELOSCOPE_DATA ?? '../shared/data' }, out: { type: 'string', default: 'build/studies' },
  only: { type: 'string' }, folds: { type: 'string', default: '5' }, threads: { type: 'string', default: '2' }, shipped: { type: 'string' }, other: { type: 'boolean', default: false },
} });
const figureNames = ['accuracy', 'withinOneStageAccuracy', 'lineageAccuracy', 'macroF1'] as const;
const digits = (value: number) => value.toFixed(3);

await mkdir(values.out, { recursive: true });
let shownAt = 0;
const context = { report: ({ stage, done, total }: { stage: string; done: number; total: number }) => {
  if (Date.now() - shownAt < 30_000) return;
  shownAt = Date.now();
  console.log(`${new Date().toISOString().slice(11, 19)} ${stage} ${done} of ${total}`);
} };
const prepared = await prepareCells(values.data, shippedSeeds.classifier, readWholePicture, context);
const other = values.other ? await otherLaboratoryCells(values.data) : undefined;
const judged = new Map<string, JudgedArm>();
const wanted = values.only?.split(',') ?? studyArms.map(({ name }) => name);
for (const arm of studyArms.filter(({ name }) => wanted.includes(name))) {
  judged.set(arm.name, await runArm(arm, prepared, { seed: shippedSeeds.classifier, threads: Number(values.threads), directory: values.out, folds: Number(values.folds), other }, context));
  console.log(`\n${arm.name}: ${arm.about}; steps ${JSON.stringify(arm.steps)}`);
  for (const [on, cells] of Object.entries(judged.get(arm.name)!)) if (cells.length > 0) print(on, cells as EvaluatedCell[]);
}
if (values.shipped !== undefined) judged.set('shipped', { marrow: await shippedMarrow(values.shipped), blood: [], other: other ? await shippedOther(other) : [] });
compare('with-drawn', 'without-drawn');
compare('shipped', 'resnet18');

function print(on: string, cells: readonly EvaluatedCell[]): void {
  const figures = classifierFigures(cells), intervals = classifierIntervals(cells);
  const blasts = figures.perClass.find(({ code }) => code === 'BLA');
  if (blasts) console.log(`  ${on} F1 of blasts ${digits(blasts.f1)}, recall ${digits(blasts.recall)}`);
  for (const name of figureNames) {
    const [lower, upper] = intervals[name];
    console.log(`  ${on} ${name} ${digits(figures[name])} (${digits(lower)} to ${digits(upper)}), ${cells.length} cells`);
  }
}

/** What the shipped classifier says of the other laboratory's cells: forced choice, as it is judged there. */
async function shippedOther(cells: TrainingCells): Promise<EvaluatedCell[]> {
  const { classifierModel } = await modelsInUse(shippedModelsDirectory);
  const runner = await createRunner(await readFile(path.join(shippedModelsDirectory, classifierModel.card.file)), { provider: 'cpu', threads: Number(values.threads) });
  try {
    const calls = await forcedCalls(runner, cells, cells.cells);
    print('other, shipped', calls);
    return calls;
  } finally {
    await runner.release();
  }
}

/** The same cells, so what makes one hard for both cancels. */
function compare(first: string, second: string): void {
  const [one, other] = [judged.get(first), judged.get(second)];
  if (!one || !other) return;
  for (const on of ['marrow', 'blood', 'other'] as const) {
    if (one[on].length === 0 || other[on].length === 0) continue;
    const differences = pairedDifferences(one[on], other[on]);
    for (const name of figureNames) {
      const { difference, interval } = differences[name];
      console.log(`${first} - ${second}, ${on} ${name}: ${digits(difference)}${interval ? ` (${digits(interval[0])} to ${digits(interval[1])})` : ''}`);
    }
  }
}

/** What the shipped classifier's folds said, in the order in which `runArm` judges: fold by fold. */
async function shippedMarrow(directory: string): Promise<EvaluatedCell[]> {
  const cells: EvaluatedCell[] = [];
  for (let fold = 0; fold < Number(values.folds) && existsSync(path.join(directory, `judged-fold-${fold + 1}.json`)); fold++) {
    const said = JSON.parse(await readFile(path.join(directory, `judged-fold-${fold + 1}.json`), 'utf8')) as { name: string; probabilities: number[] }[];
    const byName = new Map(said.map((cell) => [cell.name, cell.probabilities]));
    for (const cell of prepared.marrow.filter((_, i) => prepared.folds[i] === fold)) {
      const probabilities = byName.get(cell.name)!, code = shippedClasses[probabilities.indexOf(Math.max(...probabilities))];
      cells.push({ truth: cell.label as EvaluatedCell['truth'], forcedCode: code, code, probabilities, group: cell.group });
    }
  }
  return cells;
}

await writeFile(path.join(values.out, 'judged.json'), JSON.stringify(Object.fromEntries(judged), null, 1));
