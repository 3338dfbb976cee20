import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { defaultSettings } from '#shared/settings/defaultSettings.ts';
import { openLibrary } from '#main/store/library.ts';
import type { CountedDotCase } from './countedDotCase.ts';
import { useCopiesOfDotCase } from './copiesOfDotCase.ts';
import type { TestWorkstation } from './testWorkstation.ts';

let dots: CountedDotCase;
let caseId: number;
let workstation: TestWorkstation;
useCopiesOfDotCase((atHand) => { ({ dots, caseId, workstation } = atHand); });

const differential = () => workstation.call('differential.get', { caseId });
/** The differential once the simulation of the machine's errors is in it. */
async function simulated() {
  for (;;) {
    const got = await differential();
    if (got.reviewed.machineErrors.known && got.machine.machineErrors.known) return got;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}
async function countedCells(code: string): Promise<{ ids: number[]; slideIds: number[] }> {
  const { ids, codes, states } = await workstation.call('cells.ofCase', { caseId, reading: 'first' });
  return { ids: [...ids].filter((_, row) => states[row] === 0 && classCodes[codes[row]] === code), slideIds: (await workstation.call('cases.get', { caseId })).slides.map(({ id }) => id) };
}
const first = { reading: 'first', by: 'Dr A' } as const;

it('answers at once, and tells when the machine\'s errors are simulated, which are then those of the report', async () => {
  const early = await differential();
  expect(early.reviewed).toMatchObject({ counted: 60, machineErrors: { known: false, source: 'it is being computed' }, review: { state: 'notReviewed' } });
  await workstation.event(({ event }) => event === 'caseChanged');
  const { reviewed, machine } = await simulated();
  expect(reviewed.machineErrors).toMatchObject({ known: true, source: 'dots kept out of training', draws: 4000 });
  expect(reviewed.rows).toEqual(machine.rows);
  expect((await workstation.call('report.get', { caseId })).document).toEqual(reviewed);
});

it('shows the cells as reviewed beside what the machine left, each class without the machine\'s errors once it is reviewed', async () => {
  const { ids: segmented, slideIds } = await countedCells('NGS');
  const { machine: before } = await differential();
  await workstation.call('review.call', { caseId, ...first, cellIds: segmented.slice(0, 1), code: 'LYT' });
  await workstation.call('review.accept', { caseId, ...first, cellIds: segmented.slice(1) });
  await workstation.call('review.addCell', { caseId, ...first, slideId: slideIds[1], box: { xPx: 3, yPx: 3, widthPx: 20, heightPx: 20 }, code: 'PLM' });
  const { ids: artefacts } = await countedCells('ART');
  await workstation.call('review.removeCells', { caseId, ...first, cellIds: artefacts.slice(0, 2) });
  const { reviewed, machine, slides } = await simulated();
  const [was, is] = [before.counts, reviewed.counts];
  expect(machine.counts).toEqual(was);
  expect(is).toEqual({ ...was, NGS: was['NGS'] - 1, LYT: was['LYT'] + 1, ART: was['ART'] - 2, PLM: 1 });
  expect(reviewed.review).toMatchObject({ state: 'partlyReviewed', by: 'Dr A', cellsReviewed: segmented.length + 1, cellsChanged: 2, cellsAdded: 1, cellsRemoved: 2, areasExcluded: 0 });
  const machineInterval = (code: string) => reviewed.rows.find((row) => row.code === code)?.interval95?.withMachineErrors;
  expect(machineInterval('LYT')).toBeDefined();
  // A cell that nobody has named may be of any class.
  expect(machineInterval('NGS')).toBeDefined();
  const { ids: unnamed } = await countedCells('UNK');
  for (const cellId of unnamed) await workstation.call('review.accept', { caseId, ...first, cellIds: [cellId] });
  const { reviewed: named } = await simulated();
  expect(named.rows.filter(({ interval95 }) => interval95?.withMachineErrors).map(({ code }) => code)).not.toContain('NGS');
  expect(named.rows.find(({ code }) => code === 'LYT')?.interval95?.withMachineErrors).toBeDefined();
  expect(slides.map(({ counted }) => counted).reduce((a, b) => a + b)).toBe(reviewed.counted);
  expect(slides[1].counts['PLM']).toBe(1);
});

it('leaves out what lies in an excluded area', async () => {
  const { slideIds } = await countedCells('NGS');
  const { slides: before, machine } = await differential();
  await workstation.call('review.excludeArea', { caseId, ...first, slideId: slideIds[0], box: { xPx: 0, yPx: 0, widthPx: 1000, heightPx: 1000 }, reason: 'crushed' });
  const { slides, reviewed, machine: after } = await differential();
  expect(slides.map(({ counted }) => counted)).toEqual([0, before[1].counted]);
  expect(reviewed.review.areasExcluded).toBe(1);
  expect(after.counts).toEqual(machine.counts);
});

it('adds cells counted by eye and shows them apart', async () => {
  const before = (await differential()).reviewed;
  for (const code of ['NGS', 'NGS', 'MAS'] as const) await workstation.call('manual.tally', { caseId, by: 'Dr A', code });
  const { reviewed, machine, manual } = await differential();
  expect(manual).toEqual({ NGS: 2, MAS: 1 });
  expect(reviewed).toMatchObject({ counted: before.counted + 3, manual: { counts: { NGS: 2, MAS: 1 }, counted: 3 } });
  expect(machine.counted).toBe(before.counted);
  expect(machine.manual).toBeUndefined();
});

it('follows the laboratory\'s rules', async () => {
  await workstation.call('settings.set', {
    settings: {
      neutrophilsCombined: true, unknownInDenominator: true, interval: 'clopperPearson', rounding: 'eachNearest', laboratory: { name: 'Example laboratory', department: '', address: '', telephone: '' },
      ranges: { source: 'Own donors', ranges: [{ row: 'LYT', low: 9, high: 19 }] }, thresholds: [{ name: 'Lymphocytes', classes: ['LYT'], percent: 30 }],
    },
  });
  const { reviewed } = await differential();
  expect(reviewed).toMatchObject({
    scheme: { id: 'marrow-neutrophils-combined', unknownInDenominator: true, target: 60, rounding: 'eachNearest' }, printedInterval: 'clopperPearson', referenceRanges: { name: 'Laboratory', source: 'Own donors' },
    thresholds: [{ name: 'Lymphocytes', percent: 30 }], case: { laboratory: { name: 'Example laboratory' } },
  });
  expect(reviewed.counted).toBe(60 + reviewed.unknown.cells);
});

it('answers within a twentieth of a second of the processor\'s time', async () => {
  await simulated();
  const spent: number[] = [];
  for (let i = 0; i < 20; i++) {
    const before = process.cpuUsage().user;
    await differential();
    spent.push((process.cpuUsage().user - before) / 1000);
  }
  expect(spent.sort((a, b) => a - b)[10]).toBeLessThan(50);
});

it('changes settings all or none, tells of it, and falls back where one was made unusable', async () => {
  await workstation.call('settings.set', { settings: { sound: false, targets: { marrow: 300, blood: 100 } } });
  expect(workstation.events).toContainEqual({ event: 'settingsChanged' });
  await expect(workstation.call('settings.set', { settings: { sound: true, classKeys: { BLA: 'b', BAS: 'B' } } })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('stands for BLA and for BAS') as string });
  expect(await workstation.call('settings.get', {})).toMatchObject({ sound: false, targets: { marrow: 300, blood: 100 }, classKeys: defaultSettings.classKeys });
  await expect(workstation.callAnything('settings.set', { settings: { paper: 'a5' } })).rejects.toMatchObject({ code: 'bad-input' });
  const database = new Database(path.join(dots.libraryDirectory, 'library.sqlite'));
  database.exec("UPDATE settings SET value = '\"many\"' WHERE name = 'targets'");
  database.close();
  expect(await workstation.call('settings.get', {})).toMatchObject({ sound: false, targets: defaultSettings.targets });
  expect((await workstation.call('settings.diagnostics', {})).text).toContain('setting that can\'t be used: targets');
});

it('keeps a logo as a small picture of its own making, and takes nothing else for one', async () => {
  const logo = await sharp({ create: { width: 1600, height: 400, channels: 4, background: { r: 0, g: 90, b: 160, alpha: 0.5 } } }).png().withMetadata({ exif: { IFD0: { Artist: 'Somebody' } } }).toBuffer();
  const { logo: kept } = await workstation.call('settings.set', { settings: { logo: logo.toString('base64') } });
  const bytes = Buffer.from(kept, 'base64');
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 800, height: 200, hasAlpha: false });
  expect(bytes.includes('Somebody')).toBe(false);
  for (const wrong of [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), logo.subarray(0, 300), Buffer.from('none')]) {
    await expect(workstation.call('settings.set', { settings: { logo: wrong.toString('base64') } })).rejects.toMatchObject({ code: 'bad-input', message: 'The logo is no picture that can be read.' });
  }
  expect((await workstation.call('settings.get', {})).logo).toBe(kept);
  expect((await workstation.call('settings.set', { settings: { logo: '' } })).logo).toBe('');
});

it('writes diagnostics without a word of patients, people, slides or paths', async () => {
  const told = ['Grünwald-Xylophon', 'secret-slide', 'Dr A', 'Zoë', 'EX-7', '26/01432', dots.libraryDirectory, path.basename(dots.slides[0])];
  const was = (await workstation.call('cases.get', { caseId })).fields;
  await workstation.call('cases.setFields', { caseId, fields: { patient: { name: told[0] }, comments: { conclusion: told[1] } }, was });
  await workstation.call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }, { name: told[0], role: 'technologist' }] } });
  await workstation.call('manual.tally', { caseId, by: told[0], code: 'NGS' });
  const database = new Database(path.join(dots.libraryDirectory, 'library.sqlite'));
  database.exec(`UPDATE slides SET path = '/home/${told[0]}/${told[1]}.tif'; UPDATE slides SET format = '${told[1]}.tif' WHERE position = 1;
    UPDATE jobs SET state = 'failed', reason = 'The slide /home/${told[0]}/${told[1]}.tif is gone'`);
  database.close();
  const { name, text } = await workstation.call('settings.diagnostics', {});
  expect(name).toMatch(/^myeloscope-diagnostics-\d{4}-\d{2}-\d{2}\.txt$/);
  for (const word of told) expect(text).not.toContain(word);
  expect(text).not.toMatch(/\/home|\/tmp|\.tif/);
  for (const known of ['Myeloscope: 1.2.3', 'check: whole', 'rows of cases: 1', 'jobs count failed: 1', `model classifier: dots 1 ${'0'.repeat(64)}`]) expect(text).toContain(known);
});

it('says what it is and what it counts with', async () => {
  const about = await workstation.call('settings.about', {});
  expect(about).toMatchObject({ version: '1.2.3', libraryPath: path.join(dots.libraryDirectory, 'library.sqlite'), models: [{ name: 'dots', role: 'Names cells', doubts: ['It knows dots only.'] }] });
  expect(about.libraryBytes).toBeGreaterThan(10_000);
});

it('copies the library while it is in use, and never writes over anything', async () => {
  const file = path.join(dots.libraryDirectory, 'copies.sqlite');
  const [{ path: written, bytes }] = await Promise.all([workstation.call('settings.backUp', { path: file }), workstation.call('manual.tally', { caseId, by: 'Dr A', code: 'NGS' })]);
  expect(written).toBe(file);
  expect(readFileSync(file)).toHaveLength(bytes);
  const copied = new Database(file, { readonly: true });
  expect(copied.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copied.prepare('SELECT count(*) AS cases FROM cases').get()).toEqual({ cases: 1 });
  copied.close();
  await expect(workstation.call('settings.backUp', { path: file })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('nothing is written over') as string });
  expect(readFileSync(file)).toHaveLength(bytes);
  const inNoFolder = path.join(dots.libraryDirectory, 'nowhere', 'copy.sqlite');
  await expect(workstation.call('settings.backUp', { path: inNoFolder })).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining(`the folder ${path.dirname(inNoFolder)} is not there`) as string });
  expect(readdirSync(dots.libraryDirectory).filter((name) => name.startsWith('.'))).toEqual([]);
  // A copy is a library: it opens as one.
  const folder = path.join(dots.libraryDirectory, 'restored');
  await workstation.call('settings.backUp', { path: path.join(dots.libraryDirectory, 'second.sqlite') });
  writeRestored(folder, path.join(dots.libraryDirectory, 'second.sqlite'));
  const restored = openLibrary(folder);
  expect(restored.manualTallies.counts(caseId)).toEqual({ NGS: 1 });
  restored.close();
});

function writeRestored(folder: string, copy: string): void {
  openLibrary(folder).close();
  writeFileSync(path.join(folder, 'library.sqlite'), readFileSync(copy));
}
