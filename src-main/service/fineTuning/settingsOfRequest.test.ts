import { expect, it } from 'vitest';
import { fineTuningDefaults } from '#main/training/fineTuning/fineTuningSettings.ts';
import { measuredSettings, settingsOfChoice, settingsOfRequest } from './settingsOfRequest.ts';

it('is what was measured best where nothing is changed', () => {
  for (const { settings } of measuredSettings) expect(settingsOfRequest(settings, 100, 1, 2)).toEqual({ ...fineTuningDefaults[settings.part], seed: 1, threads: 2 });
});

it('is the same on the command line, where steps and balance can be chosen too', () => {
  for (const { settings } of measuredSettings) expect(settingsOfChoice({ part: settings.part, threads: 2 }, 100)).toEqual(settingsOfRequest(settings, 100, 1, 2));
  expect(settingsOfChoice({}, 100)).toMatchObject({ part: 'head', seed: 1 });
  expect(settingsOfChoice({ epochs: 10, batch: 16, oversampleTo: 40, augmentation: 'none' }, 100)).toMatchObject({ steps: 63, batch: 16, oversampleTo: 40, augmentation: { stain: 0 } });
  expect(settingsOfChoice({ part: 'all', steps: 7, balance: 1, seed: 3 }, 100)).toMatchObject({ part: 'all', steps: 7, balance: 1, seed: 3, learningRate: fineTuningDefaults.all.learningRate });
});

it('turns epochs into steps by the number of cells, and passes on what was chosen', () => {
  const [{ settings }] = measuredSettings;
  const chosen = settingsOfRequest({ ...settings, epochs: 10, batch: 16, learningRate: 0.01, oversampleTo: 40, augmentation: 'none' }, 100, 1, 2);
  expect(chosen).toMatchObject({ steps: 63, batch: 16, learningRate: 0.01, oversampleTo: 40, augmentation: { stain: 0, noise: 0 } });
  expect(settingsOfRequest({ ...settings, epochs: 1, batch: 64 }, 3, 1, 2).steps).toBe(1);
});
