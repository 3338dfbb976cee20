import { createHash } from 'node:crypto';
import { renameSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { CountSettings } from '#shared/cases/countSettings.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { beginCase } from '#main/cases/beginCase.ts';
import { closeSmears, openSmears } from '#main/cases/openSmears.ts';
import { openLibrary } from '#main/store/library.ts';
import type { CountedDotCase } from './countedDotCase.ts';
import { useCopiesOfDotCase } from './copiesOfDotCase.ts';
import { readPdf } from './readPdf.ts';
import type { TestWorkstation } from './testWorkstation.ts';

let dots: CountedDotCase;
let caseId: number;
let workstation: TestWorkstation;
useCopiesOfDotCase((atHand) => { ({ dots, caseId, workstation } = atHand); });

const signature = { by: 'Dr A', role: 'Consultant', meaning: 'I have reviewed these cells.' };
const fingerprint = async (): Promise<string> => (await workstation.call('report.fingerprint', { caseId })).sha256;
const sign = async ({ seen, ...more }: { reason?: string; by?: string; seen?: string; meaning?: string } = {}) => workstation.call('report.sign', { caseId, ...signature, seen: seen ?? await fingerprint(), ...more });
const pdf = async (version?: number): Promise<Buffer> => Buffer.from((await workstation.call('report.pdf', { caseId, version, paper: 'a4' })).bytes);
const wordsOf = (bytes: Buffer): string[] => readPdf(bytes).pages.map((page) => page.replaceAll('\n', ' '));
/** Ids of the counted cells of a class, and those of all. */
async function cellsCalled(code?: string): Promise<number[]> {
  const { ids, codes, states } = await workstation.call('cells.ofCase', { caseId, reading: 'first' });
  return [...ids].filter((_, row) => states[row] === 0 && (code === undefined || classCodes[codes[row]] === code));
}
const call = (cellIds: number[], code: (typeof classCodes)[number]) => workstation.call('review.call', { caseId, reading: 'first', by: 'Dr A', cellIds, code });
/** One by one, as cells that can't be named are. */
const accept = async (cellIds: number[]): Promise<void> => {
  for (const cellId of cellIds) await workstation.call('review.accept', { caseId, reading: 'first', by: 'Dr A', cellIds: [cellId] });
};

it('freezes what the signer has seen, and prints it again byte by byte when slides and settings are others', async () => {
  await accept(await cellsCalled());
  await workstation.call('cases.setFields', { caseId, fields: { patient: { name: 'Zoë Παπαδοπούλου' }, specimen: { accession: '26/01432' }, comments: { conclusion: 'Dots, and nothing but dots.' } }, was: {} });
  const open = await workstation.call('report.get', { caseId });
  expect(open).toMatchObject({ isOpen: true, versions: [] });
  expect(open.cannotSign).toBeUndefined();
  expect(open.fingerprint).toBe(await fingerprint());
  const signed = await sign();
  expect(signed).toMatchObject({ version: 1, signedBy: 'Dr A', role: 'Consultant' });
  const [first, letter] = [await pdf(1), Buffer.from((await workstation.call('report.pdf', { caseId, version: 1, paper: 'letter' })).bytes)];
  for (const page of wordsOf(first)) expect(page).toContain(`Signed ${signed.signedAt.slice(0, 10)}`);
  const words = wordsOf(first).join(' ');
  for (const said of ['UTC by Dr A, Consultant', 'Reviewed by Dr A', 'I have reviewed these cells.', signed.sha256, 'Dots, and nothing but dots.']) expect(words).toContain(said);
  expect(words).not.toContain('not reviewed');
  // The laboratory counts otherwise now, and the slides are gone: what was signed stays.
  const moved = dots.slides.map((file) => `${file}.away`);
  dots.slides.forEach((file, i) => { renameSync(file, moved[i]); });
  try {
    await workstation.call('settings.set', { settings: { myeloidErythroid: 'withoutMonocytes', neutrophilsCombined: true, laboratory: { name: 'Another laboratory', department: '', address: '', telephone: '' } } });
    expect((await pdf(1)).equals(first)).toBe(true);
    expect((await pdf()).equals(first)).toBe(true);
    expect(Buffer.from((await workstation.call('report.export', { caseId, format: 'pdf', paper: 'letter' })).bytes).equals(letter)).toBe(true);
    const { document, isOpen } = await workstation.call('report.get', { caseId });
    expect(isOpen).toBe(false);
    expect(document).toMatchObject({ scheme: { id: 'marrow', myeloidErythroid: 'withMonocytes' }, signature: { sha256: signed.sha256 }, review: { state: 'reviewed', by: 'Dr A' } });
    expect((await workstation.call('differential.get', { caseId })).reviewed.scheme).toEqual(document.scheme);
  } finally {
    dots.slides.forEach((file, i) => { renameSync(moved[i], file); });
  }
});

it('lets nothing of a signed case be changed until it is open for an amendment, which makes a version of its own', async () => {
  const [cell] = await cellsCalled('NGS');
  await sign();
  const first = await pdf(1);
  const refused = expect.objectContaining({ code: 'not-permitted', message: expect.stringContaining('signed') as string }) as unknown;
  await expect(call([cell], 'LYT')).rejects.toEqual(refused);
  await expect(workstation.call('manual.tally', { caseId, by: 'Dr A', code: 'NGS' })).rejects.toEqual(refused);
  await expect(workstation.call('cases.setFields', { caseId, fields: {}, was: {} })).rejects.toEqual(refused);
  await expect(workstation.call('cases.remove', { caseId })).rejects.toEqual(refused);
  await expect(workstation.call('cases.count', { caseId, target: 90 })).rejects.toEqual(refused);
  await expect(sign()).rejects.toEqual(refused);
  await expect(workstation.call('report.amend', { caseId, by: 'Nobody', reason: 'None' })).rejects.toMatchObject({ code: 'not-permitted' });

  const standing = async () => { const { state, isSigned } = (await workstation.call('cases.get', { caseId })).summary; return { state, isSigned }; };
  expect(await standing()).toEqual({ state: 'signed', isSigned: true });
  await workstation.call('report.amend', { caseId, by: 'Dr B', reason: 'A segmented cell was a lymphocyte.' });
  expect(await standing()).toEqual({ state: 'toReview', isSigned: false });
  await expect(workstation.call('report.amend', { caseId, by: 'Dr B', reason: 'Again' })).rejects.toMatchObject({ message: expect.stringContaining('open for an amendment already') as string });
  expect(await workstation.call('report.get', { caseId })).toMatchObject({ isOpen: true, amending: { ofVersion: 1, openedBy: 'Dr B' } });
  await call([cell], 'LYT');
  const second = await sign({ by: 'Dr B' });
  expect(await standing()).toEqual({ state: 'amended', isSigned: true });
  expect(second).toMatchObject({ version: 2, signedBy: 'Dr B', reason: 'A segmented cell was a lymphocyte.' });
  for (const page of wordsOf(await pdf(2))) expect(page).toMatch(/Version 2, amended, signed 20\d\d-.* UTC by Dr B, Consultant/);
  expect(wordsOf(await pdf(2))[0]).toContain('Version 2 amends version 1. What changed and why: A segmented cell was a lymphocyte.');
  expect((await pdf(1)).equals(first)).toBe(true);
  const { versions, isOpen } = await workstation.call('report.get', { caseId });
  expect(versions.map(({ version, tampered }) => ({ version, tampered }))).toEqual([{ version: 1, tampered: undefined }, { version: 2, tampered: undefined }]);
  expect(isOpen).toBe(false);
  const counted = async (version: number) => (await workstation.call('report.get', { caseId, version })).document.counts['LYT'];
  expect(await counted(2)).toBe(await counted(1) + 1);
});

it('signs nothing that changed under the signer, by nobody, without a meaning, or while cells are counted', async () => {
  const seen = await fingerprint();
  await call((await cellsCalled('NGS')).slice(0, 1), 'LYT');
  const nothing = async (reason: RegExp, more: Parameters<typeof sign>[0]) => {
    await expect(sign(more)).rejects.toMatchObject({ message: expect.stringMatching(reason) as string });
    expect((await workstation.call('report.get', { caseId })).versions).toEqual([]);
  };
  await nothing(/has changed since you looked/, { seen });
  const changedLogo = await fingerprint();
  await workstation.call('settings.set', { settings: { logo: (await sharp({ create: { width: 300, height: 100, channels: 3, background: 'navy' } }).png().toBuffer()).toString('base64') } });
  await nothing(/has changed since you looked/, { seen: changedLogo });
  await nothing(/Dr C is not among the people/, { by: 'Dr C' });
  await nothing(/needs a meaning/, { meaning: '  ' });
  workstation.counting = { pauseMs: 400 };
  await workstation.call('cases.count', { caseId, target: 200 });
  await nothing(/still being counted/, {});
  expect((await workstation.call('report.get', { caseId })).cannotSign).toEqual([expect.stringContaining('still being counted')]);
});

it('keeps nothing where a cell is changed while the pages are made', async () => {
  const cells = await cellsCalled('NGS');
  const seen = await fingerprint();
  const signing = sign({ seen });
  const refused = expect(signing).rejects.toMatchObject({ message: expect.stringContaining('has changed since') as string });
  await fingerprint();
  await call(cells.slice(0, 1), 'LYT');
  await refused;
  expect((await workstation.call('report.get', { caseId })).versions).toEqual([]);
});

it('says what a signer should know, and signs all the same', async () => {
  const before = await workstation.call('report.get', { caseId });
  expect(before.mustSettle).toEqual([
    expect.stringMatching(/^\d+ cells have no name \(UNK\)\.$/), expect.stringMatching(/^\d+ cells are as the machine called them: nobody has reviewed them\.$/), 'No conclusion is written.',
  ]);
  await workstation.call('readings.begin', { caseId, reading: 'second', reader: 'Dr B' });
  expect((await workstation.call('report.get', { caseId })).mustSettle.join(' ')).toContain('Dr B has read this case, too and is not done, and there is no consensus');
  await expect(sign()).resolves.toMatchObject({ version: 1 });
  for (const page of wordsOf(await pdf(1))) expect(page).toContain('Machine calls, not reviewed');
});

it.each([
  ['the document', "UPDATE signedReports SET document = replace(document, '\"counted\":60', '\"counted\":61')"],
  ['a cell\'s call', "UPDATE signedReports SET basis = json_set(basis, '$.cells[0][6]', 'BLA')"],
  ['the signer', "UPDATE signedReports SET signedBy = 'Dr B'"],
  ['the hash', `UPDATE signedReports SET sha256 = '${'1'.repeat(64)}'`],
  ['so much that it is no document any more', "UPDATE signedReports SET document = '{}'"],
])('never shows a signed version as sound after %s was changed behind its back', async (_, change) => {
  await sign();
  await workstation.call('report.amend', { caseId, by: 'Dr A', reason: 'To look at it' });
  const database = new Database(path.join(dots.libraryDirectory, 'library.sqlite'));
  database.exec('DROP TRIGGER signedReportsAreNeverChanged');
  expect(database.prepare(change).run().changes).toBe(1);
  database.close();
  const { versions } = await workstation.call('report.get', { caseId });
  expect(versions[0].tampered).toContain('Version 1 is not what was signed');
  await expect(pdf(1)).rejects.toMatchObject({ code: 'store-damaged' });
  await expect(workstation.call('report.export', { caseId, version: 1, format: 'json', paper: 'a4' })).rejects.toMatchObject({ code: 'store-damaged' });
});

it('never prints pages that are not those that were signed', async () => {
  await sign();
  const database = new Database(path.join(dots.libraryDirectory, 'library.sqlite'));
  database.exec("DROP TRIGGER signedPagesAreNeverChanged; UPDATE signedPages SET pdf = x'255044462d312e37'");
  database.close();
  await expect(pdf(1)).rejects.toMatchObject({ code: 'store-damaged', message: expect.stringContaining('changed in the library afterwards') as string });
});

it('exports document and table under names that no patient is in', async () => {
  const json = await workstation.call('report.export', { caseId, format: 'json', paper: 'a4' });
  expect(json.name).toBe('report-26-01432-not-signed.json');
  expect(JSON.parse(new TextDecoder().decode(json.bytes))).toEqual((await workstation.call('report.get', { caseId })).document);
  const csv = await workstation.call('report.export', { caseId, format: 'csv', paper: 'a4' });
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv.bytes)).toMatch(/^\ufeffcode,class,/);
  await sign();
  expect((await workstation.call('report.export', { caseId, format: 'pdf', paper: 'a4' })).name).toBe('report-26-01432-version-1.pdf');
});

it('makes the hash of all that is stored, so that anybody can check it', async () => {
  const { sha256 } = await sign();
  const database = new Database(path.join(dots.libraryDirectory, 'library.sqlite'), { readonly: true });
  const { document, basis } = database.prepare('SELECT document, basis FROM signedReports').get() as { document: string; basis: string };
  database.close();
  // Both are canonical JSON: taking the hash out of the text is all there is to it.
  const text = `{"basis":${basis},"document":${document.replace(`"sha256":"${sha256}",`, '')}}`;
  expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
  const kept = JSON.parse(basis) as { cells: unknown[][]; documentInput: Record<string, unknown> };
  const { ids } = await workstation.call('cells.ofCase', { caseId, reading: 'first' });
  expect(kept.cells.map(([id]) => id)).toEqual([...ids]);
  expect(Object.keys(kept.documentInput)).toEqual(expect.arrayContaining(['scheme', 'ranges', 'thresholds', 'models', 'slides', 'confusion', 'caseFields']));
});

it('leaves a signed case as it is when the command line counts its slides anew', async () => {
  await sign();
  const library = openLibrary(dots.libraryDirectory);
  const smears = await openSmears(dots.slides, {});
  try {
    const settings = JSON.parse(library.cases.get(caseId).settings) as CountSettings;
    expect(() => beginCase(library, smears, settings, '{}', true)).toThrow(expect.objectContaining({ code: 'not-permitted' }));
    expect(beginCase(library, smears, settings, '{}', false)).toBe(caseId);
    expect(library.cases.get(caseId).details).toContain('EX-7');
  } finally {
    await closeSmears(smears);
    library.close();
  }
});
