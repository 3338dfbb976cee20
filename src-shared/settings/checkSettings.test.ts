import { expect, it } from 'vitest';
import type { Settings } from '../contract/settingsCommands.ts';
import { productClassCodes } from '../taxonomy/cellClasses.ts';
import { checkSettings } from './checkSettings.ts';
import { defaultSettings } from './defaultSettings.ts';

it('begins with settings that hold together, and a key of its own for every class', () => {
  expect(checkSettings(defaultSettings)).toBe(defaultSettings);
  expect(new Set(productClassCodes.map((code) => defaultSettings.classKeys[code])).size).toBe(productClassCodes.length);
});

const refused: [string, Partial<Settings>, RegExp][] = [
  ['a key given twice, whatever its case', { classKeys: { BLA: 'b', BAS: 'B' } }, /stands for BLA and for BAS/],
  ['a key of the window', { classKeys: { BLA: '?' } }, /can't stand for BLA/],
  ['a key for what is no class', { classKeys: { XYZ: 'b' } }, /XYZ is no class/],
  ['a key for a place that holds no class', { classKeys: { OW1: 'y' } }, /OW1 is no class/],
  ['a limit on such a place', { thresholds: [{ name: 'Own', classes: ['OW1'], percent: 5 }] }, /not there any more/],
  ['a limit on a class that is only noted', { thresholds: [{ name: 'Smudges', classes: ['BLA', 'SMU'], percent: 5 }] }, /"Smudges" can't be watched: .*\(BLA, SMU\)/],
  ['a limit on cells without a name where they are not counted', { thresholds: [{ name: 'Unnamed', classes: ['UNK'], percent: 5 }] }, /"Unnamed" can't be watched/],
  ['a limit on classes of two specimens', {
    ownClasses: [{ code: 'OW1', letters: 'HC', name: 'Hairy cell', marrow: 'noted', blood: 'counted' }], thresholds: [{ name: 'Both', classes: ['EBO', 'OW1'], percent: 5 }],
  }, /\(EBO, HC\)/],
  ['an own class under known letters', { ownClasses: [{ code: 'OW1', letters: 'BLA', name: 'Hairy cell', marrow: 'counted', blood: 'counted' }] }, /BLA stand for another class/],
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

it('takes a limit that one specimen alone can be set against', () => {
  const settings: Settings = {
    ...defaultSettings, unknownInDenominator: true, ownClasses: [{ code: 'OW1', letters: 'HC', name: 'Hairy cell', marrow: 'noted', blood: 'counted' }],
    thresholds: [{ name: 'Hairy cells', classes: ['OW1'], percent: 5 }, { name: 'Erythroblasts', classes: ['PEB', 'EBB', 'EBP', 'EBO'], percent: 50 }, { name: 'Unnamed', classes: ['UNK'], percent: 10 }],
  };
  expect(checkSettings(settings)).toBe(settings);
});
