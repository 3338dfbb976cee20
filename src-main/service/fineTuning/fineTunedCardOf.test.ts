import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { classifierCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { TrainingCell } from '#main/training/cellPictures/trainingCell.ts';
import type { FineTunedClassifier } from '#main/training/fineTuning/fineTuneClassifier.ts';
import { fineTuningDefaults } from '#main/training/fineTuning/fineTuningSettings.ts';
import { uncalibratedDoubt, unmeasuredDoubt } from '../registry/importedCardOf.ts';
import { shippedModelsDirectory } from '../places.ts';
import { fineTunedCardOf } from './fineTunedCardOf.ts';

const shipped = v.parse(classifierCard, JSON.parse(readFileSync(path.join(shippedModelsDirectory, 'cells.card.json'), 'utf8')));
const base = { ...shipped, doubts: [uncalibratedDoubt, unmeasuredDoubt, ...shipped.doubts] };
const cells = Array.from({ length: 12 }, (_, i): TrainingCell => ({ name: `${i}`, origin: 'laboratory', label: 'NGS', right: ['NGS'], group: `case ${i % 3}`, look: undefined, canvas: i }));

const cardOf = (by: 'group' | 'cell', byCase: boolean, uncalibrated: boolean, { from = base, name = 'ours', of = cells }: { from?: ClassifierCard; name?: string; of?: readonly TrainingCell[] } = {}) => fineTunedCardOf({
  base: from, name, cells: of, byCase, softwareVersion: '1', sha256: '0'.repeat(64), settings: { ...fineTuningDefaults.head, seed: 1, threads: 1 },
  tuned: {
    onnx: new Uint8Array(), sharpness: 1, calibration: { ...base.calibration, ...(uncalibrated && { uncalibrated: true }) }, folds: { count: 4, by },
    judged: of.map(({ right }) => ({ right, probabilities: new Float32Array(base.classes.length).fill(1 / base.classes.length), distance: 1 })),
    judgedUnder: of.map((_, i) => ({ sharpness: 1, calibration: { ...base.calibration, unknownBelow: i < 6 ? 0 : 1, unfamiliarBelow: 0, notRuledOut: [] } })),
  } satisfies FineTunedClassifier,
});

it('judges each cell by the thresholds that were set on other cells, and says of which', () => {
  const figure = (name: string, by: 'group' | 'cell' = 'group') => cardOf(by, true, false).figures.find((each) => each.name === name)!;
  // Half of the cells have a threshold that lets none of them be named, and the model's own would let all be.
  expect(figure('coverage')).toMatchObject({ value: 0.5, on: 'the laboratory\'s own 12 cells, each judged by a training without its case, and by thresholds set on what was said of other cases\' cells' });
  expect(figure('accuracy', 'cell').on).toBe('the laboratory\'s own 12 cells, each judged by a training without its part of the cells, and by thresholds set on what was said of the other parts\' cells');
});

it('has no confusion of its base, and says so once', () => {
  const { confusions, doubts } = cardOf('group', true, false);
  expect(base.confusions).not.toEqual([]);
  expect(confusions).toEqual([]);
  expect(doubts.filter((doubt) => doubt === unmeasuredDoubt)).toHaveLength(1);
});

it('says that its figures flatter where single cells were left out, and goes on saying that nobody measured its probabilities', () => {
  expect(cardOf('cell', true, true).doubts.join('\n')).toContain('too few cases to leave whole cases out');
  expect(cardOf('group', true, true).doubts.join('\n')).not.toContain('flatter.');
  expect(cardOf('cell', false, true).doubts.join('\n')).toContain('are not known');
  expect(cardOf('group', true, true).doubts).toContain(uncalibratedDoubt);
  expect(cardOf('group', true, false).doubts).not.toContain(uncalibratedDoubt);
});

const cellsOf = (code: ClassCode, count: number): TrainingCell[] => Array.from({ length: count }, (_, i) => ({ ...cells[0], name: `${code} ${i}`, label: code, right: [code], group: `case ${i % 3}` }));

it('names the classes that it learnt from hardly any cells, beside those it learnt from none', () => {
  const doubts = cardOf('group', true, false, { of: [...cells, ...cellsOf('LYT', 1), ...cellsOf('MON', 4), ...cellsOf('EOS', 5)] }).doubts.join('\n');
  expect(doubts).toContain('held few of MON (4), LYT (1): what it says of these is not proven');
  expect(doubts).toMatch(/held no [^:]*BLA/);
  expect(doubts).not.toMatch(/held (no|few of) [^:]*(NGS|EOS)/);
  expect(cardOf('group', true, false).doubts.join('\n')).not.toContain('held few');
});

it('has learnt no class from real cells where these are fewer than it takes to rule it out', () => {
  expect(base.drawnOnlyClasses).toEqual(['SMU']);
  expect(cardOf('group', true, false, { of: [...cells, ...cellsOf('SMU', 9)] }).drawnOnlyClasses).toEqual(['SMU']);
  expect(cardOf('group', true, false, { of: [...cells, ...cellsOf('SMU', 10)] }).drawnOnlyClasses).toEqual([]);
});

it('says whose cells each doubt speaks of, when it is itself trained further', () => {
  const { doubts } = cardOf('group', true, false, { from: cardOf('cell', false, false), name: 'newer', of: [...cells, ...cellsOf('LYT', 12)] });
  expect(doubts.filter((doubt) => doubt.includes('held no')).map((doubt) => /that (\w+) learnt from/.exec(doubt)?.[1])).toEqual(['newer', 'ours']);
  expect(doubts.find((doubt) => doubt.includes('are not known'))).toContain('cells that ours learnt from');
});

it('gives its figures four digits, and one case its own word', () => {
  const { figures, summary } = cardOf('group', true, false, { of: [...cells, ...cellsOf('LYT', 1)].map((cell) => ({ ...cell, group: 'one' })) });
  const digits = figures.flatMap(({ value, interval = [] }) => [value, ...interval]).map((value) => String(value).split('.')[1]?.length ?? 0);
  expect(Math.max(...digits)).toBe(4);
  expect(summary).toContain('on 13 cells of 1 case.');
});
