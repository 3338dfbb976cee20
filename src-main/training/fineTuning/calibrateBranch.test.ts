import { expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { HeldOutCell } from '../classifier/calibrate.ts';
import { calibrateBranch, calibrateWithoutFolds } from './calibrateBranch.ts';

const plain = { temperature: 1, unknownBelow: 0, unfamiliarBelow: 0, familiarDistances: [], views: 1, on: 'nothing: not calibrated' } as const;
const base = (uncalibrated: boolean) => ({ classes: ['NGS', 'LYT'], calibration: { ...plain, ...(uncalibrated && { uncalibrated: true }) } }) as unknown as ClassifierCard;
const said = (cells: number): HeldOutCell[] => Array.from({ length: cells }, (_, i) => ({ right: ['NGS'], probabilities: Float32Array.of(i % 5 === 0 ? 0.3 : 0.8, i % 5 === 0 ? 0.7 : 0.2), distance: 0 }));

it('leaves a classifier uncalibrated on few cells, and where cells of one patient stood on both sides', () => {
  expect(calibrateBranch(base(true), said(49), 'group').calibration).toEqual({ ...plain, uncalibrated: true });
  expect(calibrateBranch(base(true), said(200), 'cell').calibration).toEqual({ ...plain, uncalibrated: true });
  const { calibration } = calibrateBranch(base(true), said(50), 'group');
  expect(calibration).not.toHaveProperty('uncalibrated');
  expect(calibration.on).toBe('50 of the laboratory\'s own cells, left out by group in turn');
});

it('sets the thresholds by which a cell is judged without the cells of its fold', () => {
  // Two folds: in the first every fifth is wrong and not sure, in the second every cell is surely wrong.
  const bad = Array.from({ length: 40 }, (): HeldOutCell => ({ right: ['NGS'], probabilities: Float32Array.of(0.1, 0.9), distance: 0 }));
  const judged = [...said(40), ...bad], under = calibrateWithoutFolds(base(false), judged, judged.map((_, place) => Number(place >= 40)), 'group');
  expect(under[0]).toEqual(calibrateBranch(base(false), bad, 'group'));
  expect(under[79]).toEqual(calibrateBranch(base(false), said(40), 'group'));
  expect(under[0].calibration.unknownBelow).not.toBe(under[79].calibration.unknownBelow);
  // What all of them together suffice for holds for each part.
  expect(calibrateWithoutFolds(base(true), said(60), Array.from({ length: 60 }, (_, place) => place % 4), 'group')[0].calibration).not.toHaveProperty('uncalibrated');
});

it('measures one that was calibrated before anew on few cells too, and says so beside', () => {
  const { calibration } = calibrateBranch(base(false), said(20), 'cell');
  expect(calibration).not.toHaveProperty('uncalibrated');
  expect(calibration.on).toContain('then 20 of the laboratory\'s own cells');
});

it('rules out no class that it could not before, until it has learnt ten cells of it', () => {
  const careful = { classes: ['NGS', 'BLA'], calibration: { ...plain, notRuledOut: [{ code: 'BLA', from: 0.02 }] } } as unknown as ClassifierCard;
  const blasts = (count: number): HeldOutCell[] => Array.from({ length: count }, () => ({ right: ['BLA'], probabilities: Float32Array.of(0.1, 0.9), distance: 0 }));
  expect(calibrateBranch(careful, [...said(40), ...blasts(9)], 'group').calibration.notRuledOut).toEqual([{ code: 'BLA', from: 0.02 }]);
  expect(calibrateBranch(careful, [...said(40), ...blasts(10)], 'group').calibration.notRuledOut).toEqual([]);
  expect(calibrateBranch(base(false), said(40), 'group').calibration).not.toHaveProperty('notRuledOut');
});
