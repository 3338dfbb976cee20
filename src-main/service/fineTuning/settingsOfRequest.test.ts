import { expect, it } from 'vitest';
import { fineTuningDefaults } from '#main/training/fineTuning/fineTuningSettings.ts';
import { measuredSettings, settingsOfRequest } from './settingsOfRequest.ts';

it('is what was measured best where nothing is changed', () => {
  for (const { settings } of measuredSettings) expect(settingsOfRequest(settings, 100, 1, 2)).toEqual({ ...fineTuningDefaults[settings.part], seed: 1, threads: 2 });
});

it('turns epochs into steps by the number of cells, and passes on what was chosen', () => {
  const [{ settings }] = measuredSettings;
  const chosen = settingsOfRequest({ ...settings, epochs: 10, batch: 16, learningRate: 0.01, oversampleTo: 40, augmentation: 'none' }, 100, 1, 2);
  expect(chosen).toMatchObject({ steps: 63, batch: 16, learningRate: 0.01, oversampleTo: 40, augmentation: { stain: 0, noise: 0 } });
  expect(settingsOfRequest({ ...settings, epochs: 1, batch: 64 }, 3, 1, 2).steps).toBe(1);
});
