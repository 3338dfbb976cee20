// What the shipped classifier loses when its convolutions are done in 8 bits, and what time that saves.
// node scripts/start.cjs scripts/studies/eightBits.ts [--data DIR] [--models models] [--every 4] [--threads N] [--keep FILE.onnx]
// Held-out blood cells give figures, paired with the exact network's. All marrow was learnt from: there it only says how often both agree.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pairedDifferences } from '#shared/evaluation/classifierIntervals.ts';
import { classifierFigures } from '#shared/evaluation/classifierFigures.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { calibratedCall } from '#main/analysis/classification/calibratedCall.ts';
import { cellInputPx, cellPictureToInput } from '#main/analysis/classification/cellInput.ts';
import { networkOutputs } from '#main/analysis/classification/networkOutputs.ts';
import { floatsPerView, writeView } from '#main/analysis/classification/views.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { shippedSeeds } from '#main/models/trainModels.ts';
import { readWholePicture } from '#main/service/readWholePicture.ts';
import type { CellSource } from '#main/training/cellPictures/cellSources.ts';
import { singleCellSources } from '#main/training/cellPictures/cellSources.ts';
import type { TrainingCell } from '#main/training/cellPictures/trainingCell.ts';
import { isHeldOutBlood } from '#main/training/classifier/classifierRecipe.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { writeOnnx } from '#main/training/onnx/write.ts';
import { activationRanges } from '#main/training/quantization/activationRanges.ts';
import { quantizedTensors } from '#main/training/quantization/quantizedTensors.ts';
import { quantizeModel } from '#main/training/quantization/quantizeModel.ts';

const { values } = parseArgs({ options: {
  data: { type: 'string', default: process.env.MYELOSCOPE_DATA ?? '../shared/data' }, models: { type: 'string', default: 'models' },
  every: { type: 'string', default: '4' }, threads: { type: 'string', default: '2' }, keep: { type: 'string' },
} });
const threads = Number(values.threads), every = Number(values.every);
/** Cells from which the ranges of the activations are measured, of each set, in batches of so many. */
const rangeCells = 64, rangeBatch = 16;

const card = JSON.parse(await readFile(path.join(values.models, 'cells.card.json'), 'utf8')) as ClassifierCard;
const exact = new Uint8Array(await readFile(path.join(values.models, card.file)));
const blood = await singleCellSources(values.data, 'blood-cells'), marrow = await singleCellSources(values.data, 'marrow-cells');
const cells = blood.map((source, canvas): TrainingCell => ({ ...source, canvas }));
const heldOut = isHeldOutBlood(cells, shippedSeeds.classifier);
const held = [...heldOut].filter((_, i) => i % every === 0).map(({ canvas }) => blood[canvas]);
const learnt = cells.filter((cell) => !heldOut.has(cell)).map(({ canvas }) => blood[canvas]);
const spread = (sources: readonly CellSource[], count: number) => Array.from({ length: count }, (_, i) => sources[Math.floor((i * sources.length) / count)]);
const cropsOf = (sources: readonly CellSource[]): Promise<RgbPicture[]> => Promise.all(sources.map(async (source) => {
  const { picture, spanUm } = await source.read(readWholePicture);
  return cellPictureToInput(picture, spanUm);
}));

const rangeCrops = await cropsOf([...spread(learnt, rangeCells), ...spread(marrow, rangeCells)]);
const samples = Array.from({ length: rangeCrops.length / rangeBatch }, (_, batch) => {
  const sample = new Float32Array(rangeBatch * floatsPerView);
  for (let i = 0; i < rangeBatch; i++) writeView(rangeCrops[batch * rangeBatch + i].rgb, i % 8, sample, i * floatsPerView);
  return sample;
});
const model = readOnnx(exact);
const ranges = await activationRanges(model, quantizedTensors(model.graph), samples, [rangeBatch, 3, cellInputPx, cellInputPx], threads);
const eightBits = writeOnnx(quantizeModel(model, ranges));
if (values.keep !== undefined) await writeFile(values.keep, eightBits);

const sets = { 'held-out blood': { sources: held, crops: await cropsOf(held) }, marrow: { sources: spread(marrow, 100), crops: await cropsOf(spread(marrow, 100)) } };
async function callsOf(bytes: Uint8Array, { sources, crops }: (typeof sets)['marrow']): Promise<{ called: EvaluatedCell[]; millisecondsPerCell: number }> {
  const runner = await createRunner(bytes, { provider: 'cpu', threads });
  const start = performance.now();
  const { probabilities, distances } = await networkOutputs(runner, crops, card.classes.length, card.calibration.views);
  const millisecondsPerCell = (performance.now() - start) / crops.length;
  await runner.release();
  const called = sources.map(({ label }, i): EvaluatedCell => ({ truth: label as LabelCode, group: String(i), ...calibratedCall(card.classes, probabilities[i], distances[i], card.calibration) }));
  return { called, millisecondsPerCell };
}

const names = ['accuracy', 'coverage', 'confidentErrorRate', 'calibrationError'] as const;
console.log(`${card.name} ${card.version}: ${exact.length} bytes, in 8 bits ${eightBits.length}`);
for (const [on, set] of Object.entries(sets)) {
  const whole = await callsOf(exact, set), short = await callsOf(eightBits, set);
  const agree = (of: 'code' | 'forcedCode') => whole.called.filter((cell, i) => cell[of] === short.called[i][of]).length / whole.called.length;
  console.log(`\n${on}: ${whole.called.length} cells; ${whole.millisecondsPerCell.toFixed(1)} ms a cell exact, ${short.millisecondsPerCell.toFixed(1)} in 8 bits; the same forced call ${agree('forcedCode').toFixed(3)}, the same shown call ${agree('code').toFixed(3)}`);
  if (on === 'marrow') continue;
  const figures = [classifierFigures(whole.called), classifierFigures(short.called)], differences = pairedDifferences(short.called, whole.called);
  for (const name of names) {
    const { difference, interval } = differences[name] ?? { difference: figures[1][name] - figures[0][name] };
    console.log(`  ${name}: exact ${figures[0][name].toFixed(3)}, 8 bits ${figures[1][name].toFixed(3)}, difference ${difference.toFixed(3)}${interval ? ` (${interval.map((end) => end.toFixed(3)).join(' to ')})` : ''}`);
  }
}
