// Cells that people named as what is not counted, or took away: others are counted in their place.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import type { CountedDotCase } from './countedDotCase.ts';
import { useCopiesOfDotCase } from './copiesOfDotCase.ts';
import { dotModels } from './dotSlides.ts';
import type { TestWorkstation } from './testWorkstation.ts';

let dots: CountedDotCase;
let caseId: number;
let workstation: TestWorkstation;
useCopiesOfDotCase((atHand) => { ({ dots, caseId, workstation } = atHand); });

const outOfCount = cellState.removed | cellState.excluded | cellState.beyondTarget;
/** Ids of the cells in the count that bear one of these codes, in the order of counting. */
async function inCount(...named: string[]): Promise<number[]> {
  const { ids, codes, states } = await workstation.call('cells.ofCase', { caseId, reading: 'first' });
  return [...ids].filter((_, row) => !(states[row] & outOfCount) && named.includes(classCodes[codes[row]]));
}
const first = { reading: 'first', by: 'Dr A' } as const;
const name = (cellIds: number[], code: (typeof classCodes)[number]) => workstation.call('review.call', { caseId, ...first, cellIds, code });
/** As the window's buttons do. */
async function countOn(target = 60): Promise<void> {
  await workstation.call('cases.count', { caseId, target });
  await workstation.jobIs(caseId, 'done');
}
/** As the button beside a result near a threshold does. */
async function settle(reach: number): Promise<void> {
  await workstation.call('cases.count', { caseId, reading: 'first', reach });
  await workstation.jobIs(caseId, 'done');
}
/** As the command line does: gives its report. */
async function byCommand(target: number) {
  const out = mkdtempSync(path.join(tmpdir(), 'in-place-'));
  const { document } = await countAndReport({
    paths: dots.slides, outDirectory: out, libraryDirectory: dots.libraryDirectory, modelsDirectory: dots.modelsDirectory,
    scheme: 'marrow', target, provider: 'cpu', paper: 'a4', force: false, restart: false,
  }, {}, () => Promise.resolve(dotModels()));
  rmSync(out, { recursive: true });
  return document;
}
async function standing() {
  const { reviewed: { counted, target } } = await workstation.call('differential.get', { caseId });
  const { summary } = await workstation.call('cases.get', { caseId });
  return { counted, target: target.cells, inWorklist: [summary.cellsCounted, summary.target], isShort: summary.flags.includes('fewer cells than asked for') };
}
const met = { counted: 60, target: 60, inWorklist: [60, 60], isShort: false };

it('counts as many others, keeps all that was there, and says the same of the target everywhere', async () => {
  const before = await inCount('NGS', 'LYT');
  expect(before).toHaveLength(60);
  await name(before.slice(0, 5), 'ART');
  await name(before.slice(5, 7), 'MAC');
  await workstation.call('review.removeCells', { caseId, ...first, cellIds: before.slice(7, 9) });
  expect(await standing()).toEqual({ counted: 51, target: 60, inWorklist: [51, 60], isShort: true });
  await countOn();
  expect(await standing()).toEqual(met);
  const after = await inCount('NGS', 'LYT', 'ART', 'MAC');
  expect(after).toEqual(expect.arrayContaining(before.filter((_, i) => i < 7 || i > 8)));
  // Asked once more, it has what it wants.
  await countOn();
  expect(await inCount('NGS', 'LYT', 'ART', 'MAC')).toEqual(after);
  // And again for those named since.
  await name((await inCount('LYT')).slice(0, 2), 'SMU');
  await countOn();
  expect(await standing()).toEqual(met);
});

it('keeps them where the target is raised, and where a name is taken back', async () => {
  await name((await inCount('NGS')).slice(0, 4), 'ART');
  await countOn();
  await countOn(80);
  expect(await standing()).toMatchObject({ counted: 80, target: 80 });
  await workstation.call('review.undo', { caseId, ...first });
  expect(await standing()).toMatchObject({ counted: 84, target: 80 });
  await countOn(80);
  expect(await standing()).toMatchObject({ counted: 84, target: 80 });
});

it('counts as many more as would settle a result, whatever people have named, and leaves the target and what was there', async () => {
  const before = await inCount('NGS', 'LYT');
  await name(before.slice(0, 20), 'ART');
  expect(await standing()).toMatchObject({ counted: 40 });
  await settle(45);
  expect(await standing()).toEqual({ counted: 45, target: 60, inWorklist: [45, 60], isShort: true });
  await countOn();
  expect(await standing()).toEqual(met);
  // Those that the machine could not name are counted beside those asked for.
  const unnamed = (await inCount('UNK')).slice(0, 4);
  await name(unnamed, 'PLM');
  expect(await standing()).toMatchObject({ counted: 64 });
  await settle(67);
  expect(await standing()).toEqual({ counted: 67, target: 60, inWorklist: [67, 60], isShort: false });
  expect(await inCount('NGS', 'LYT', 'ART', 'PLM')).toEqual(expect.arrayContaining([...before, ...unnamed]));
});

it('counts on for the reading that it is asked for', async () => {
  await workstation.call('readings.begin', { caseId, reading: 'second', reader: 'Dr B' });
  await workstation.call('review.call', { caseId, reading: 'second', by: 'Dr B', cellIds: (await inCount('NGS')).slice(0, 5), code: 'ART' });
  await workstation.call('manual.tally', { caseId, by: 'Dr A', code: 'LYT' });
  const counted = async () => (await workstation.call('differential.get', { caseId, reading: 'second' })).reviewed.counted;
  expect(await counted()).toBe(55);
  await workstation.call('cases.count', { caseId, reading: 'second' });
  await workstation.jobIs(caseId, 'done');
  expect(await counted()).toBe(60);
});

it('asks for fewer where cells were counted by eye', async () => {
  await name((await inCount('NGS')).slice(0, 4), 'ART');
  for (let i = 0; i < 3; i++) await workstation.call('manual.tally', { caseId, by: 'Dr A', code: 'LYT' });
  const before = await inCount('NGS', 'LYT');
  await countOn();
  expect(await standing()).toMatchObject({ counted: 60, target: 60 });
  expect(await inCount('NGS', 'LYT')).toHaveLength(before.length + 1);
});

it('takes none of them back where the same count is asked for by command', async () => {
  await name((await inCount('NGS')).slice(0, 4), 'ART');
  await countOn();
  expect(await byCommand(60)).toMatchObject({ counted: 60, target: { cells: 60, short: 0 } });
  expect(await standing()).toEqual(met);
});

it('counts those that settled a result towards a target raised later, in the window and by command', async () => {
  await settle(66);
  await countOn(64);
  expect(await standing()).toMatchObject({ counted: 66, target: 64 });
  await countOn(70);
  expect(await standing()).toMatchObject({ counted: 70, target: 70, inWorklist: [70, 70] });
  await settle(74);
  expect(await byCommand(76)).toMatchObject({ counted: 76, target: { cells: 76 } });
  expect(await standing()).toMatchObject({ counted: 76, target: 76 });
});

it('says from how many cells it was counted on where more were asked for, in the window and by command, and not of cells in place of others', async () => {
  const from = async () => (await workstation.call('differential.get', { caseId })).reviewed.target.countedOnFrom;
  expect(await from()).toBeUndefined();
  await name((await inCount('NGS')).slice(0, 4), 'ART');
  await countOn();
  expect([await from(), (await byCommand(60)).target.countedOnFrom]).toEqual([undefined, undefined]);
  await settle(66);
  expect([await from(), (await byCommand(60)).target.countedOnFrom]).toEqual([60, 60]);
  expect(await byCommand(70)).toMatchObject({ counted: 70, target: { cells: 70, countedOnFrom: 60 } });
  expect(await from()).toBe(60);
});

it('counts others in place of those that people named where a command raises the target', async () => {
  await name((await inCount('NGS')).slice(0, 4), 'ART');
  expect(await byCommand(60)).toMatchObject({ counted: 56, target: { cells: 60, short: 4 } });
  expect(await byCommand(70)).toMatchObject({ counted: 70, target: { cells: 70, short: 0 } });
});
