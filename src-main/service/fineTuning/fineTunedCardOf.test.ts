import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { classifierCard } from '#shared/models/modelCard.ts';
import type { TrainingCell } from '#main/training/cellPictures/trainingCell.ts';
import type { FineTunedClassifier } from '#main/training/fineTuning/fineTuneClassifier.ts';
import { fineTuningDefaults } from '#main/training/fineTuning/fineTuningSettings.ts';
import { uncalibratedDoubt, unmeasuredDoubt } from '../registry/importedCardOf.ts';
import { shippedModelsDirectory } from '../places.ts';
import { fineTunedCardOf } from './fineTunedCardOf.ts';

const shipped = v.parse(classifierCard, JSON.parse(readFileSync(path.join(shippedModelsDirectory, 'cells.card.json'), 'utf8')));
const base = { ...shipped, doubts: [uncalibratedDoubt, unmeasuredDoubt, ...shipped.doubts] };
const cells = Array.from({ length: 12 }, (_, i): TrainingCell => ({ name: `${i}`, origin: 'laboratory', label: 'NGS', right: ['NGS'], group: `case ${i % 3}`, look: undefined, canvas: i }));

const cardOf = (by: 'group' | 'cell', byCase: boolean, uncalibrated: boolean) => fineTunedCardOf({
  base, name: 'ours', cells, byCase, softwareVersion: '1', sha256: '0'.repeat(64), settings: { ...fineTuningDefaults.head, seed: 1, threads: 1 },
  tuned: {
    onnx: new Uint8Array(), sharpness: 1, calibration: { ...base.calibration, ...(uncalibrated && { uncalibrated: true }) }, folds: { count: 4, by },
    judged: cells.map(({ right }) => ({ right, probabilities: new Float32Array(base.classes.length).fill(1 / base.classes.length), distance: 1 })),
    judgedUnder: cells.map((_, i) => ({ sharpness: 1, calibration: { ...base.calibration, unknownBelow: i < 6 ? 0 : 1, unfamiliarBelow: 0, notRuledOut: [] } })),
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
