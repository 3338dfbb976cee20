// A laboratory's own classes, from the settings to the signed report.
import { expect, it } from 'vitest';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { CountedDotCase } from './countedDotCase.ts';
import { useCopiesOfDotCase } from './copiesOfDotCase.ts';
import { readPdf } from './readPdf.ts';
import type { TestWorkstation } from './testWorkstation.ts';
import { openTestWorkstation } from './testWorkstation.ts';

let dots: CountedDotCase;
let caseId: number;
let workstation: TestWorkstation;
useCopiesOfDotCase((atHand) => { ({ dots, caseId, workstation } = atHand); });

const osteoblast = { code: 'OW1', letters: 'OSB', name: 'Osteoblast', marrow: 'noted', blood: 'noted' } as const;
const hairyCell = { code: 'OW2', letters: 'HC', name: 'Hairy cell', marrow: 'counted', blood: 'counted' } as const;
const set = (settings: Partial<Settings>) => workstation.call('settings.set', { settings });
const first = () => ({ caseId, reading: 'first', by: 'Dr A' }) as const;
async function segmented(): Promise<number[]> {
  const { ids, codes, states } = await workstation.call('cells.ofCase', { caseId, reading: 'first' });
  return [...ids].filter((_, row) => states[row] === 0 && classCodes[codes[row]] === 'NGS');
}

it('counts and notes them where the laboratory says, and prints them under their own letters, also once it is signed', async () => {
  const before = (await workstation.call('differential.get', { caseId })).reviewed;
  expect(before.rows.map(({ code }) => code)).not.toContain('HC');
  await set({ ownClasses: [osteoblast, hairyCell], classKeys: { OW2: 'y' }, ranges: { source: 'ours', ranges: [{ row: 'OW2', low: 0, high: 1 }] }, thresholds: [{ name: 'Watched', classes: ['OW2'], percent: 10 }] });
  const cells = await segmented();
  const change = await workstation.call('review.call', { ...first(), cellIds: cells.slice(0, 3), code: 'OW2' });
  expect(change.undo).toEqual({ kind: 'call', cells: 3, code: 'OW2' });
  await workstation.call('review.call', { ...first(), cellIds: cells.slice(3, 4), code: 'OW1' });
  await workstation.call('manual.tally', { caseId, by: 'Dr A', code: 'OW2' });
  const { reviewed } = await workstation.call('differential.get', { caseId });
  // One of the counted cells is only noted now, and one was counted by eye.
  expect(reviewed.counted).toBe(before.counted - 1 + 1);
  const row = (code: string) => reviewed.rows.find((each) => each.code === code);
  expect(row('HC')).toMatchObject({ name: 'Hairy cell', classes: ['OW2'], place: 'counted', count: 4, range: { low: 0, high: 1 }, flag: 'high' });
  expect(row('HC')!.interval95!.withMachineErrors).toBeUndefined();
  expect(row('OSB')).toEqual({ code: 'OSB', name: 'Osteoblast', classes: ['OW1'], place: 'noted', count: 1 });
  expect(reviewed.thresholds).toMatchObject([{ name: 'Watched', classes: ['OW2'], count: 4 }]);
  expect(reviewed.scheme.ownClasses).toEqual([{ code: 'OW1', name: 'Osteoblast' }, { code: 'OW2', name: 'Hairy cell' }]);
  // They are in neither part of the ratio.
  expect(reviewed.myeloidErythroid?.myeloid ?? 0).toBe((before.myeloidErythroid?.myeloid ?? 0) - 4);

  const words = async () => readPdf(Buffer.from((await workstation.call('report.pdf', { caseId, paper: 'a4' })).bytes)).pages.join(' ');
  expect(await words()).toContain('Hairy cell');
  // A better name is the laboratory's until the report is signed.
  await set({ ownClasses: [osteoblast, { ...hairyCell, name: 'Villous lymphocyte', letters: 'VL' }] });
  expect((await workstation.call('differential.get', { caseId })).reviewed.rows.find(({ code }) => code === 'VL')).toMatchObject({ name: 'Villous lymphocyte', count: 4, range: { low: 0, high: 1 } });
  expect(await words()).not.toContain('Hairy cell');
  const { sha256: seen } = await workstation.call('report.fingerprint', { caseId });
  await workstation.call('report.sign', { caseId, by: 'Dr A', role: 'Consultant', meaning: 'I have reviewed these cells.', seen });
  await set({ ownClasses: [osteoblast, hairyCell] });
  expect((await workstation.call('differential.get', { caseId })).reviewed.rows.find(({ code }) => code === 'VL')).toMatchObject({ count: 4 });
  expect(await words()).toContain('Villous lymphocyte');
});

it('refuses a class that is none, one that cells bear to be taken away, and lets one go that was never used', async () => {
  const [cell] = await segmented();
  const noSuch = { code: 'bad-input', message: expect.stringContaining('no such class') as string };
  await expect(workstation.call('review.call', { ...first(), cellIds: [cell], code: 'OW2' })).rejects.toMatchObject(noSuch);
  await expect(workstation.call('manual.tally', { caseId, by: 'Dr A', code: 'OW2' })).rejects.toMatchObject(noSuch);
  await set({ ownClasses: [osteoblast, hairyCell] });
  await workstation.call('review.call', { ...first(), cellIds: [cell], code: 'OW2' });
  // An undone call can be done again.
  await workstation.call('review.undo', first());
  await expect(set({ ownClasses: [osteoblast] })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('HC (Hairy cell) can\'t be taken away') as string });
  expect((await set({ ownClasses: [hairyCell] })).ownClasses).toEqual([hairyCell]);
  await workstation.call('manual.tally', { caseId, by: 'Dr A', code: 'OW2' });
  await workstation.call('manual.undo', { caseId, by: 'Dr A' });
  await expect(set({ ownClasses: [] })).rejects.toMatchObject({ code: 'bad-input' });
});

it('keeps them out of what a classifier learns', async () => {
  await set({ ownClasses: [hairyCell] });
  await workstation.call('review.call', { ...first(), cellIds: (await segmented()).slice(0, 2), code: 'OW2' });
  await workstation.close();
  // With the models that are shipped.
  const shipped = openTestWorkstation(dots.libraryDirectory);
  const { classes, leftOut } = await shipped.call('training.set', {}).finally(() => shipped.close());
  expect(classes.map(({ code }) => code)).not.toContain('OW2');
  expect(leftOut).toContainEqual({ why: 'notAClass', cells: 2 });
});
