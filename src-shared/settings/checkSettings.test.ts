import { expect, it } from 'vitest';
import type { Settings } from '../contract/settingsCommands.ts';
import { classCodes } from '../taxonomy/cellClasses.ts';
import { checkSettings } from './checkSettings.ts';
import { defaultSettings } from './defaultSettings.ts';

it('begins with settings that hold together, and a key of its own for every class', () => {
  expect(checkSettings(defaultSettings)).toBe(defaultSettings);
  expect(new Set(classCodes.map((code) => defaultSettings.classKeys[code])).size).toBe(classCodes.length);
});

const refused: [string, Partial<Settings>, RegExp][] = [
  ['a key given twice, whatever its case', { classKeys: { BLA: 'b', BAS: 'B' } }, /stands for BLA and for BAS/],
  ['a key of the window', { classKeys: { BLA: '?' } }, /can't stand for BLA/],
  ['a key for what is no class', { classKeys: { XYZ: 'b' } }, /XYZ is no class/],
  ['two users of one name', { users: [{ name: 'Dr A', role: 'hematologist' }, { name: 'dr a', role: 'technologist' }] }, /Two users are called dr a/],
  ['a limit without a class', { thresholds: [{ name: 'Blasts', classes: [], percent: 5 }] }, /at least one class/],
  ['a range upside down', { ranges: { source: '', ranges: [{ row: 'BLA', low: 3, high: 2 }] } }, /BLA has limits 3 to 2/],
  ['a row with two ranges', { ranges: { source: '', ranges: [{ row: 'BLA', low: 0, high: 2 }, { row: 'BLA', low: 0, high: 3 }] } }, /BLA stands twice/],
  ['a limit too near a range to be printed', { thresholds: [{ name: 'Blasts', classes: ['BLA'], percent: 2.1 }] }, /at least 0\.2 apart/],
];
it.each(refused)('refuses %s', (_, change, reason) => {
  expect(() => checkSettings({ ...defaultSettings, ...change })).toThrow(reason);
  expect(() => checkSettings({ ...defaultSettings, ...change })).toThrow(expect.objectContaining({ code: 'bad-input' }));
});
