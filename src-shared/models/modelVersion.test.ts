import { expect, it } from 'vitest';
import { isCalibrated, modelVersionOf, namesOfModels } from './modelVersion.ts';

const model = { name: 'cells', version: '1.0.0', sha256: 'ab', isCalibrated: true };

it('keeps names, hashes and whether all were calibrated', () => {
  const both = modelVersionOf([model, { ...model, name: 'pair', isCalibrated: false }]);
  expect(both).toBe('cells@1.0.0:ab pair@1.0.0:ab:uncalibrated');
  expect(namesOfModels(both)).toBe('cells 1.0.0, pair 1.0.0');
  expect([isCalibrated(both), isCalibrated(modelVersionOf([model]))]).toEqual([false, true]);
});

it('takes calls from before for calibrated', () => {
  expect(isCalibrated('cells@1.0.0:3fe1 cells-ngb-ngs@1.0.0:77')).toBe(true);
});
