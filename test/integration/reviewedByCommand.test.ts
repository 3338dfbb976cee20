// A case that people reviewed in the window, counted again by the command: both must say the same of it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { stateOf } from '#shared/reports/printed/reviewWords.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import { describeCount } from '#main/cli/commands/describeCount.ts';
import type { CountOutcome } from '#main/service/countAndReport.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import type { CountRequest } from '#main/service/countRequest.ts';
import { softwareVersion } from '#main/service/softwareVersion.ts';
import { liveCounts } from '#renderer/differential/liveCounts.ts';
import { shownDifferential } from '#renderer/differential/shownDifferential.ts';
import type { CountedDotCase } from './countedDotCase.ts';
import { useCopiesOfDotCase } from './copiesOfDotCase.ts';
import { dotModels } from './dotSlides.ts';
import type { TestWorkstation } from './testWorkstation.ts';

let dots: CountedDotCase;
let caseId: number;
let out: string;
let workstation: TestWorkstation;
useCopiesOfDotCase((atHand) => { ({ dots, caseId, workstation } = atHand); });
beforeAll(() => { out = mkdtempSync(path.join(tmpdir(), 'reviewed-')); });
afterAll(() => { rmSync(out, { recursive: true, force: true }); });

/** What `differential` does, with models that name dots. */
const command = (more: Partial<CountRequest> = {}): Promise<CountOutcome> => countAndReport({
  paths: dots.slides, outDirectory: path.join(out, 'results'), libraryDirectory: dots.libraryDirectory, modelsDirectory: dots.modelsDirectory,
  scheme: 'marrow', target: 60, provider: 'cpu', paper: 'letter', force: false, restart: false, ...more,
}, {}, () => Promise.resolve(dotModels()));
const written = (name: string): Buffer => readFileSync(path.join(out, 'results', name));
const inFile = (): unknown => JSON.parse(written('differential.json').toString());
/** What the window shows and prints; made by the version of the program that the command is. */
async function inWindow(): Promise<DifferentialDocument> {
  const { document } = await workstation.call('report.get', { caseId });
  return { ...document, software: { ...document.software, version: softwareVersion() } };
}
async function counted(code?: ClassCode): Promise<number[]> {
  const { ids, codes, states } = await workstation.call('cells.ofCase', { caseId, reading: 'first' });
  return [...ids].filter((_, row) => !(states[row] & (cellState.removed | cellState.excluded | cellState.beyondTarget)) && (code === undefined || classCodes[codes[row]] === code));
}
const first = { reading: 'first', by: 'Dr A' } as const;
/** One by one, as cells that can't be named are. */
async function accept(cellIds: readonly number[]): Promise<void> {
  for (const cellId of cellIds) await workstation.call('review.accept', { caseId, ...first, cellIds: [cellId] });
}

it('prints a reviewed case as the window does: names, cells by eye, the laboratory\'s rules, the consensus', async () => {
  const [segmented, lymphocytes, unnamed] = [await counted('NGS'), await counted('LYT'), await counted('UNK')];
  await workstation.call('settings.set', {
    settings: {
      neutrophilsCombined: true, interval: 'clopperPearson', laboratory: { name: 'Example laboratory', department: '', address: '', telephone: '' },
      ranges: { source: 'Own donors', ranges: [{ row: 'LYT', low: 9, high: 19 }] }, thresholds: [{ name: 'Lymphocytes', classes: ['LYT'], percent: 30 }],
    },
  });
  await workstation.call('review.call', { caseId, ...first, cellIds: segmented.slice(0, 3), code: 'LYT' });
  await accept([...segmented.slice(3), ...unnamed]);
  for (const code of ['NGS', 'MAS'] as const) await workstation.call('manual.tally', { caseId, by: 'Dr A', code });
  const ofFirst = await command();
  expect(inFile()).toEqual(await inWindow());
  const { rows, machineErrors, review, scheme, printedInterval, referenceRanges, thresholds, manual, case: fields } = ofFirst.document;
  expect({ review, machineErrors, manual, scheme, printedInterval, referenceRanges, thresholds, fields }).toMatchObject({
    review: { state: 'partlyReviewed', by: 'Dr A', cellsReviewed: segmented.length + unnamed.length, cellsChanged: 3 }, machineErrors: { known: true, source: 'dots kept out of training' },
    manual: { counts: { NGS: 1, MAS: 1 }, counted: 2 }, scheme: { id: 'marrow-neutrophils-combined' }, printedInterval: 'clopperPearson',
    referenceRanges: { source: 'Own donors' }, thresholds: [{ name: 'Lymphocytes', percent: 30 }], fields: { patient: { name: 'Zoë Παπαδοπούλου' }, laboratory: { name: 'Example laboratory' } },
  });
  // Whoever reviewed every cell of a class leaves the machine no errors in it.
  const row = (code: string) => rows.find(({ classes }) => classes.includes(code));
  expect(row('NGS')?.interval95?.withMachineErrors).toBeUndefined();
  expect(row('LYT')?.interval95?.withMachineErrors).toBeDefined();
  expect(written('cells.csv').toString().split('\r\n').filter((line) => line.includes(',LYT,NGS,'))).toHaveLength(3);

  // A class of the laboratory's own stands under its letters in the list, as in the table.
  await workstation.call('settings.set', { settings: { ownClasses: [{ code: 'OW4', letters: 'HCL', name: 'Hairy cell', marrow: 'counted', blood: 'counted' }] } });
  await workstation.call('review.call', { caseId, ...first, cellIds: segmented.slice(0, 1), code: 'OW4' });
  await command();
  expect(written('cells.csv').toString().split('\r\n').filter((line) => line.includes(',HCL,NGS,'))).toHaveLength(1);
  await workstation.call('review.call', { caseId, ...first, cellIds: segmented.slice(0, 1), code: 'LYT' });

  await workstation.call('readings.begin', { caseId, reading: 'second', reader: 'Dr B' });
  await workstation.call('review.call', { caseId, reading: 'second', by: 'Dr B', cellIds: lymphocytes.slice(0, 2), code: 'PLM' });
  for (const reading of ['first', 'second'] as const) await workstation.call('readings.finish', { caseId, reading, finished: true });
  await workstation.call('readings.begin', { caseId, reading: 'consensus', reader: 'Dr A' });
  await workstation.call('review.call', { caseId, reading: 'consensus', by: 'Dr A', cellIds: lymphocytes.slice(0, 1), code: 'PLM' });
  const ofBoth = await command();
  expect(inFile()).toEqual(await inWindow());
  expect(ofBoth.document).toMatchObject({ counts: { PLM: 1 }, review: { by: expect.stringContaining('Dr B') as string } });
  expect(written('cells.csv').toString().split('\r\n').filter((line) => line.includes(',PLM,LYT,'))).toHaveLength(1);
});

it('says on the terminal what the document says of the review', async () => {
  expect(describeCount(await command())).toContain('Machine calls, not reviewed.');
  await accept((await counted()).slice(0, 5));
  expect(describeCount(await command())).toMatch(/Machine calls, partly reviewed by Dr A: 5 of \d+ cells\./);
  await accept(await counted());
  const reviewed = describeCount(await command());
  expect(reviewed).toMatch(/Reviewed by Dr A, \d{4}-\d\d-\d\d \d\d:\d\d UTC\./);
  expect(reviewed).not.toContain('not reviewed');
});

it('says of a cell that one reader alone added the same on paper, on the terminal and in the window, until it is settled', async () => {
  const cells = await counted();
  await workstation.call('readings.begin', { caseId, reading: 'second', reader: 'Dr B' });
  for (const [reading, by] of [['first', 'Dr A'], ['second', 'Dr B']] as const) {
    for (const cellId of cells) await workstation.call('review.accept', { caseId, reading, by, cellIds: [cellId] });
  }
  const { slides: [{ id: slideId }] } = await workstation.call('cases.get', { caseId });
  const add = (xPx: number, code: ClassCode) => workstation.call('review.addCell', { caseId, reading: 'second', by: 'Dr B', slideId, box: { xPx, yPx: 0, widthPx: 8, heightPx: 8 }, code });
  const { changed: { ids: [blast] } } = await add(0, 'BLA');
  await add(20, 'ART');
  for (const reading of ['first', 'second'] as const) await workstation.call('readings.finish', { caseId, reading, finished: true });
  await workstation.call('readings.begin', { caseId, reading: 'consensus', reader: 'Dr A' });
  /** The state of the review in the report, on the terminal and as the window adds it up. */
  const everywhere = async (): Promise<readonly string[]> => {
    const outcome = await command();
    expect(inFile()).toEqual(await inWindow());
    const answer = await workstation.call('differential.get', { caseId, reading: 'consensus' });
    const live = shownDifferential(answer, liveCounts(await workstation.call('cells.ofCase', { caseId, reading: 'consensus' }), answer.slides.length), answer.manual);
    const words = stateOf(outcome.document, englishTexts);
    expect(live.isAhead).toBe(false);
    expect(live.reviewed.review).toEqual(outcome.document.review);
    expect(describeCount(outcome)).toContain(`${words}.`);
    return [words, ...describeCount(outcome).split('\n').filter((line) => line.startsWith('Note: The two readers'))];
  };
  expect(await everywhere()).toEqual(['Partly reviewed by Dr A, Dr B: cells on which the two readers differ are left out', 'Note: The two readers differ on 1 cell that was added, and no consensus was found: it is left out of the count.']);
  await workstation.call('review.call', { caseId, reading: 'consensus', by: 'Dr A', cellIds: [blast], code: 'BLA' });
  expect(await everywhere()).toEqual([expect.stringMatching(/^Reviewed by Dr A, Dr B, /)]);
});

it('counts for as many as the case is counted for, and a new one for as many as the laboratory has set', async () => {
  await workstation.call('cases.count', { caseId, target: 70 });
  await workstation.jobIs(caseId, 'done');
  await workstation.call('settings.set', { settings: { targets: { marrow: 40, blood: 30 } } });
  const { document } = await command({ target: undefined });
  expect(document).toMatchObject({ counted: 70, target: { cells: 70, short: 0 } });
  expect(inFile()).toEqual(await inWindow());
  expect((await command({ target: undefined, paths: dots.slides.slice(0, 1) })).document).toMatchObject({ counted: 40, target: { cells: 40 } });
});

it('begins a case anew only where no review is lost, or it was said that it may be, and leaves who has it', async () => {
  await workstation.call('cases.assign', { caseId, assignedTo: 'Dr B' });
  await workstation.call('readings.begin', { caseId, reading: 'first', reader: 'Dr A' });
  await workstation.call('review.accept', { caseId, ...first, cellIds: await counted('NGS') });
  for (const code of ['NGS', 'MAS'] as const) await workstation.call('manual.tally', { caseId, by: 'Dr A', code });
  const before = await inWindow();
  await expect(command({ restart: true, target: 90 })).rejects.toMatchObject({
    code: 'not-permitted', message: expect.stringContaining('1 step of review, 2 cells counted by eye, 1 reading begun') as string, remedy: expect.stringContaining('--discard-review') as string,
  });
  expect(await inWindow()).toEqual(before);
  const { document } = await command({ restart: true, discardReview: true, target: undefined });
  expect(document).toMatchObject({ counted: 60, review: { state: 'notReviewed' } });
  expect(document.manual).toBeUndefined();
  const { cases } = await workstation.call('cases.list', {});
  expect(cases).toMatchObject([{ patientName: 'Zoë Παπαδοπούλου', assignedTo: 'Dr B' }]);
  // Nobody has touched it since.
  await command({ restart: true });
});

it('gives a signed report again, page for page, and lets nothing of it be changed', async () => {
  await accept(await counted());
  const { sha256: seen } = await workstation.call('report.fingerprint', { caseId });
  await workstation.call('report.sign', { caseId, by: 'Dr A', role: 'Consultant', meaning: 'I have reviewed these cells.', seen });
  // The laboratory counts otherwise since.
  await workstation.call('settings.set', { settings: { neutrophilsCombined: true } });
  const outcome = await command();
  const { document, versions } = await workstation.call('report.get', { caseId });
  expect(inFile()).toEqual(document);
  expect(document.signature).toMatchObject({ version: 1, signedBy: 'Dr A' });
  expect(written('report.pdf').equals(Buffer.from((await workstation.call('report.pdf', { caseId, version: 1, paper: 'letter' })).bytes))).toBe(true);
  expect(describeCount(outcome)).toMatch(/Reviewed by Dr A, .* UTC\. Signed \d{4}-.* UTC by Dr A, Consultant\./);

  const refused = (message: string) => ({ code: 'not-permitted', message: expect.stringContaining(message) as string });
  expect((await command({ target: undefined })).document).toEqual(outcome.document);
  await expect(command({ target: 90 })).rejects.toMatchObject({ ...refused('signed, counted for 60 cells'), remedy: expect.stringContaining('--target 60') as string });
  await expect(command({ restart: true })).rejects.toMatchObject(refused('has a signed report'));
  const caseFile = path.join(out, 'case.json');
  writeFileSync(caseFile, JSON.stringify({ patient: { name: 'Another' } }));
  await expect(command({ caseFile })).rejects.toMatchObject(refused('something else of patient'));
  writeFileSync(caseFile, JSON.stringify((await workstation.call('cases.get', { caseId })).fields));
  await command({ caseFile });
  expect(inFile()).toEqual(document);
  expect((await workstation.call('report.get', { caseId })).versions).toEqual(versions);
});
