// What the figures of a case say of cells that were named as a laboratory's own class: report, worklist, limits.
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import type { OwnClass } from '#shared/taxonomy/ownClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { CountedDotCase } from './countedDotCase.ts';
import { useCopiesOfDotCase } from './copiesOfDotCase.ts';
import { readPdf } from './readPdf.ts';
import type { TestWorkstation } from './testWorkstation.ts';

let dots: CountedDotCase;
let caseId: number;
let workstation: TestWorkstation;
useCopiesOfDotCase((atHand) => { ({ dots, caseId, workstation } = atHand); });

const hairyCell: OwnClass = { code: 'OW2', letters: 'HC', name: 'Hairy cell', marrow: 'counted', blood: 'counted' };
const setOwn = (changes: Partial<OwnClass> = {}) => workstation.call('settings.set', { settings: { ownClasses: [{ ...hairyCell, ...changes }] } });
/** Names cells that were called one of these as hairy cells: as many as are asked for, of one slide or of any. */
async function nameHairy(ofCase: number, { cells, called = ['NGS', 'LYT'], slide }: { cells?: number; called?: string[]; slide?: number }): Promise<number> {
  const { ids, codes, states, slides } = await workstation.call('cells.ofCase', { caseId: ofCase, reading: 'first' });
  const wanted = [...ids].filter((_, row) => states[row] === 0 && called.includes(classCodes[codes[row]]) && (slide === undefined || slides[row] === slide)).slice(0, cells);
  await workstation.call('review.call', { caseId: ofCase, reading: 'first', by: 'Dr A', cellIds: wanted, code: 'OW2' });
  return wanted.length;
}
const differential = (ofCase = caseId) => workstation.call('differential.get', { caseId: ofCase });
/** What a report says that each slide gave, and what the window's table of slides does. */
async function given(ofCase = caseId) {
  const { reviewed, slides } = await differential(ofCase);
  return { counted: reviewed.counted, ofSlides: reviewed.slides.map(({ cellsCounted }) => cellsCounted), inWindow: slides.map(({ counted }) => counted), target: reviewed.target };
}
async function sign(): Promise<void> {
  const { sha256: seen } = await workstation.call('report.fingerprint', { caseId });
  await workstation.call('report.sign', { caseId, by: 'Dr A', role: 'Consultant', meaning: 'I have reviewed these cells.', seen });
}
const printed = async () => readPdf(Buffer.from((await workstation.call('report.pdf', { caseId, paper: 'a4' })).bytes)).pages.join(' ').replaceAll(/\s+/g, ' ');

it('says of each slide that it gave the cells of a counted own class, too, also once it is signed', async () => {
  await setOwn();
  expect(await nameHairy(caseId, { cells: 20, called: ['NGS'] })).toBe(20);
  const whole = { counted: 60, ofSlides: [30, 30], inWindow: [30, 30], target: { cells: 60, everything: false, shares: [30, 30], short: 0 } };
  expect(await given()).toEqual(whole);
  // All that one smear gave.
  expect(await nameHairy(caseId, { slide: 0 })).toBeGreaterThan(0);
  expect(await given()).toEqual(whole);
  const words = await printed();
  expect(words).toContain('60 cells counted on 2 smears');
  expect(words).not.toMatch(/Counted 0/i);
  await sign();
  expect((await workstation.call('report.get', { caseId })).document).toMatchObject({ counted: 60, slides: [{ cellsCounted: 30 }, { cellsCounted: 30 }], target: { short: 0 } });
  // By the rules it was signed by, whatever the laboratory sets later.
  await setOwn({ marrow: 'noted' });
  expect(await given()).toEqual(whole);
});

it('leaves cells that are only noted out of what each slide gave, and of the target', async () => {
  await setOwn({ marrow: 'noted' });
  const noted = await nameHairy(caseId, { slide: 1, cells: 12 });
  expect(await given()).toEqual({ counted: 60 - noted, ofSlides: [30, 30 - noted], inWindow: [30, 30 - noted], target: { cells: 60, everything: false, shares: [30, 30 - noted], short: noted } });
  // Cells that can't be named give to it where they stand in the denominator.
  await workstation.call('settings.set', { settings: { unknownInDenominator: true } });
  const { counted, ofSlides, inWindow, target } = await given();
  expect(counted).toBeGreaterThan(60);
  expect([ofSlides, ofSlides[0] + ofSlides[1]]).toEqual([inWindow, counted]);
  // More than was asked for.
  expect(target).toMatchObject({ shares: [30, 30], short: 0 });
});

it('counts them in blood as the laboratory says of blood', async () => {
  await setOwn({ marrow: 'counted', blood: 'per100' });
  const { caseId: blood } = await workstation.call('cases.create', { paths: [...dots.slides], fields: {}, specimen: 'blood', target: 50 });
  await workstation.jobIs(blood, 'done');
  expect(await nameHairy(blood, { cells: 10, slide: 0 })).toBe(10);
  expect(await given(blood)).toMatchObject({ counted: 40, ofSlides: [15, 25], inWindow: [15, 25], target: { short: 10 } });
  await setOwn();
  expect(await given(blood)).toMatchObject({ counted: 50, ofSlides: [25, 25], inWindow: [25, 25], target: { short: 0 } });
});

const limit = { name: 'Hairy cells', classes: ['OW2' as const], percent: 10 };
const worklistLine = async (ofCase = caseId) => (await workstation.call('cases.list', {})).cases.find(({ id }) => id === ofCase)!;

it('watches a limit on an own class only where its cells are counted', async () => {
  await setOwn({ marrow: 'noted' });
  await workstation.call('settings.set', { settings: { thresholds: [limit, { name: 'Either', classes: ['OW2', 'LYT'], percent: 50 }, { name: 'Lymphocytes', classes: ['LYT'], percent: 45 }] } });
  // More of them outside the denominator than in it.
  expect(await nameHairy(caseId, { cells: 35 })).toBe(35);
  const { reviewed } = await differential();
  expect(reviewed.counted).toBe(25);
  expect(reviewed.thresholds.map(({ name }) => name)).toEqual(['Lymphocytes']);
  expect(await worklistLine()).toMatchObject({ cellsCounted: 25, flags: expect.not.arrayContaining(['near 10 % hairy cells']) as string[] });
  const { caseId: blood } = await workstation.call('cases.create', { paths: [...dots.slides], fields: {}, specimen: 'blood', target: 50 });
  await workstation.jobIs(blood, 'done');
  await nameHairy(blood, { cells: 5 });
  expect((await differential(blood)).reviewed.thresholds.map(({ name, count, side }) => [name, count, side])).toEqual([['Hairy cells', 5, 'at'], ['Either', expect.any(Number), expect.any(String)], ['Lymphocytes', expect.any(Number), expect.any(String)]]);
  expect((await worklistLine(blood)).flags).toContain('near 10 % hairy cells');
});

it('refuses a limit that no specimen can be set against, also by another place of its class', async () => {
  await setOwn({ marrow: 'noted', blood: 'counted' });
  await workstation.call('settings.set', { settings: { thresholds: [limit] } });
  const refusal = { code: 'bad-input', message: expect.stringMatching(/"Hairy cells".*neither in marrow nor in blood.*HC/) as string };
  await expect(setOwn({ marrow: 'noted', blood: 'per100' })).rejects.toMatchObject(refusal);
  expect((await setOwn({ marrow: 'counted', blood: 'noted' })).ownClasses[0]).toMatchObject({ marrow: 'counted', blood: 'noted' });
  await expect(workstation.call('settings.set', { settings: { thresholds: [{ name: 'Artefacts', classes: ['ART'], percent: 10 }] } })).rejects.toMatchObject({ code: 'bad-input' });
});

it('leaves such a limit out where an earlier version kept one, and keeps the others', async () => {
  const kept: Settings['thresholds'] = [{ name: 'Artefacts', classes: ['ART'], percent: 10 }, { name: 'Lymphocytes', classes: ['LYT'], percent: 45 }];
  await workstation.call('settings.set', { settings: { thresholds: [] } });
  const database = new Database(path.join(dots.libraryDirectory, 'library.sqlite'));
  database.prepare("UPDATE settings SET value = ? WHERE name = 'thresholds'").run(JSON.stringify(kept));
  database.close();
  expect((await workstation.call('settings.get', {})).thresholds).toEqual(kept.slice(1));
  expect(await workstation.call('settings.leftOut', {})).toEqual({ settings: [], limits: ['Artefacts'] });
  expect((await workstation.call('settings.diagnostics', {})).text).toContain('limits that can\'t be watched: 1');
  expect((await workstation.call('settings.set', { settings: { sound: false } })).sound).toBe(false);
  // Saved as they are shown, the others are all there is.
  await workstation.call('settings.set', { settings: { thresholds: kept.slice(1) } });
  expect(await workstation.call('settings.leftOut', {})).toEqual({ settings: [], limits: [] });
});

it('has cells counted by eye in the worklist as in the differential, open and signed', async () => {
  await setOwn();
  await workstation.call('settings.set', { settings: { thresholds: [limit] } });
  const line = async () => {
    const { cellsCounted, flags } = await worklistLine();
    return { cellsCounted, isNear: flags.includes('near 10 % hairy cells') };
  };
  expect(await line()).toEqual({ cellsCounted: 60, isNear: false });
  for (let cell = 0; cell < 7; cell++) await workstation.call('manual.tally', { caseId, by: 'Dr A', code: 'OW2' });
  expect((await differential()).reviewed.counted).toBe(67);
  expect(await line()).toEqual({ cellsCounted: 67, isNear: true });
  await sign();
  expect(await line()).toEqual({ cellsCounted: 67, isNear: true });
  await workstation.call('report.amend', { caseId, by: 'Dr A', reason: 'Counted twice' });
  for (let cell = 0; cell < 7; cell++) await workstation.call('manual.undo', { caseId, by: 'Dr A' });
  expect(await line()).toEqual({ cellsCounted: 60, isNear: false });
});

it('keeps the worklist at what the differential says when an own class changes its place, and a signed case at its own rules', async () => {
  await setOwn();
  await workstation.call('settings.set', { settings: { thresholds: [limit] } });
  expect(await nameHairy(caseId, { cells: 5 })).toBe(5);
  const near = 'near 10 % hairy cells', short = 'fewer cells than asked for';
  const now = async () => {
    const { cellsCounted, flags } = await worklistLine();
    return { differential: (await differential()).reviewed.counted, cellsCounted, flags };
  };
  const counted = { differential: 60, cellsCounted: 60, flags: [near] }, noted = { differential: 55, cellsCounted: 55, flags: [short] };
  expect(await now()).toEqual(counted);
  await setOwn({ marrow: 'noted' });
  expect(await now()).toEqual(noted);
  await setOwn();
  expect(await now()).toEqual(counted);
  await sign();
  expect(await now()).toEqual(counted);
  await workstation.call('settings.set', { settings: { ownClasses: [{ ...hairyCell, marrow: 'noted' }], thresholds: [], unknownInDenominator: true } });
  expect(await now()).toEqual(counted);
  await workstation.call('settings.set', { settings: { unknownInDenominator: false } });
  await workstation.call('report.amend', { caseId, by: 'Dr A', reason: 'Another rule' });
  expect(await now()).toEqual(noted);
});
