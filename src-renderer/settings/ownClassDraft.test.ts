import { expect, it } from 'vitest';
import { defaultSettings } from '#shared/settings/defaultSettings.ts';
import type { OwnClass } from '#shared/taxonomy/ownClasses.ts';
import { settingsWithOwn } from './ownClassDraft.ts';

const hairyCell: OwnClass = { code: 'OW2', letters: 'HC', name: 'Hairy cell', marrow: 'counted', blood: 'counted' };

it('changes the classes alone as long as none goes, with their names trimmed', () => {
  expect(settingsWithOwn(defaultSettings, [{ ...hairyCell, name: ' Hairy cell ' }])).toEqual({ settings: { ownClasses: [hairyCell] } });
});

it('takes key and range away with a class', () => {
  const settings = {
    ...defaultSettings, ownClasses: [hairyCell], classKeys: { ...defaultSettings.classKeys, OW2: 'y' },
    bloodRanges: { source: 'ours', ranges: [...defaultSettings.bloodRanges.ranges, { row: 'OW2', low: 0, high: 1 }] },
  };
  expect(settingsWithOwn(settings, [])).toEqual({ settings: { ownClasses: [], classKeys: defaultSettings.classKeys, ranges: defaultSettings.ranges, bloodRanges: { source: 'ours', ranges: defaultSettings.bloodRanges.ranges } } });
});

it('says why classes can\'t be', () => {
  expect(settingsWithOwn(defaultSettings, [{ ...hairyCell, letters: 'LYT' }])).toEqual({ problem: expect.stringContaining('LYT stand for another class') as string });
});
