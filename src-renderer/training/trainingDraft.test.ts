import { expect, it } from 'vitest';
import type { ResultOf } from '#shared/contract/contract.ts';
import { changedBase, checkTraining, firstDraft, hintOnBase, hintOnPart, measuredFor, onFolder } from './trainingDraft.ts';

const choices: ResultOf<'training.choices'> = {
  nextName: 'laboratory-1', bases: [{ name: 'cells', version: '1' }],
  defaults: [{ steps: 300, settings: { part: 'head', batch: 64, learningRate: 0.002, augmentation: 'usual' } }, { steps: 200, settings: { part: 'all', batch: 32, learningRate: 0.0002, augmentation: 'usual' } }],
};
const draft = firstDraft(choices, 'cells');

it('opens with what was measured best, and takes another part with its own', () => {
  expect(checkTraining(draft)).toEqual({ isReady: true, start: { name: 'laboratory-1', base: 'cells', settings: { part: 'head', batch: 64, learningRate: 0.002, augmentation: 'usual' } } });
  expect(checkTraining({ ...draft, ...measuredFor('all', choices.defaults) })).toMatchObject({ start: { settings: { part: 'all', batch: 32, learningRate: 0.0002 } } });
});

it('keeps nothing of the manifest of another folder', () => {
  const found = { classes: [], cases: 1, skipped: [] };
  expect(onFolder({ found: { ...found, spanUm: 40 } }, '/others')).toEqual({ directory: '/others', found: undefined, spanUm: '28' });
  expect(onFolder({ found }, '/others')).toEqual({ directory: '/others', found: undefined });
});

it('begins from what the classifier in use grew out of, and says what else would mean', () => {
  const grown = { ...choices, bases: [...choices.bases, { name: 'laboratory-1', version: '1', grewOutOf: 'cells' }] };
  expect(firstDraft(grown, 'laboratory-1').base).toBe('cells');
  expect(hintOnBase('cells', grown, 'laboratory-1')).toContain('compared with “laboratory-1”');
  expect(hintOnBase('laboratory-1', grown, 'cells')).toContain('flatter');
  expect(hintOnBase('cells', grown, 'cells')).toBeUndefined();
});

it('trains all layers of a network that has learnt nothing, and says that it has not', () => {
  const built = { ...choices, bases: [...choices.bases, { name: 'fresh', version: '1', untrained: 'network' as const }, { name: 'carried', version: '1', untrained: 'head' as const }] };
  expect(changedBase('cells', 'fresh', built)).toMatchObject({ base: 'fresh', part: 'all', batch: '32' });
  expect(changedBase('fresh', 'cells', built)).toMatchObject({ base: 'cells', part: 'head', batch: '64' });
  // Of pre-trained weights the head alone can be trained, and what was chosen stays.
  expect(changedBase('cells', 'carried', built)).toEqual({ base: 'carried' });
  expect(hintOnBase('fresh', built, 'cells')).toContain('Train all its layers');
  expect(hintOnBase('carried', built, 'cells')).toContain('its last layers must be trained');
  // Nothing was known before, so nothing of it stays.
  expect(['fresh', 'carried', 'cells'].map((base) => hintOnPart(base, built))).toEqual([undefined, undefined, expect.stringContaining('The old part stays')]);
  // What was trained from it names cells now: the next training begins from it again.
  const grown = { ...built, bases: [...built.bases, { name: 'laboratory-1', version: '1', grewOutOf: 'fresh' }] };
  expect(firstDraft(grown, 'laboratory-1')).toMatchObject({ base: 'fresh', part: 'all', batch: '32' });
});

it('takes numbers as they are typed, and guesses at none', () => {
  expect(checkTraining({ ...draft, epochs: ' 12', rate: '0,01', oversample: '40' })).toMatchObject({ start: { settings: { epochs: 12, learningRate: 0.01, oversampleTo: 40 } } });
  expect(checkTraining({ ...draft, epochs: '1,000', oversample: '1.000' })).toMatchObject({ isReady: false, problems: { epochs: expect.any(String) as string, oversample: expect.any(String) as string } });
});

it('computes on what the settings of the laboratory say, unless another is chosen', () => {
  expect(checkTraining({ ...draft, provider: 'cpu' })).toMatchObject({ start: { settings: { provider: 'cpu' } } });
  const checked = checkTraining(draft);
  expect(checked.isReady && checked.start.settings).not.toHaveProperty('provider');
});

it('says what can\'t be used', () => {
  const checked = checkTraining({ ...draft, name: 'Ours!', epochs: '0', batch: '', rate: '-1', oversample: 'many', directory: '/cells', spanUm: '3' });
  expect(checked.isReady ? [] : Object.keys(checked.problems)).toEqual(['name', 'epochs', 'batch', 'rate', 'oversample', 'directory', 'spanUm']);
});

it('takes a folder once it was looked at', () => {
  const found = { classes: [{ code: 'NGS' as const, cells: 3 }], skipped: [] };
  expect(checkTraining({ ...draft, directory: '/cells ', found })).toMatchObject({ isReady: true, start: { folder: { directory: '/cells', spanUm: 28 } } });
});
