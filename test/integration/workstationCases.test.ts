import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CaseFields } from '#shared/reports/caseFields.ts';
import { openLibrary } from '#main/store/library.ts';
import { copyCase } from './copyCase.ts';
import { writeDotSlide } from './dotSlides.ts';
import type { DotCounting, TestWorkstation } from './testWorkstation.ts';
import { openTestWorkstation } from './testWorkstation.ts';

let slidesDirectory: string;
let one: string;
let two: string;
beforeAll(async () => {
  slidesDirectory = mkdtempSync(path.join(tmpdir(), 'slides-'));
  [one, two] = ['one.tif', 'two.tif'].map((name) => path.join(slidesDirectory, name));
  await writeDotSlide(one, 1400, 1);
  await writeDotSlide(two, 1400, 2);
});
afterAll(() => { rmSync(slidesDirectory, { recursive: true, force: true }); });

let directory: string;
let workstation: TestWorkstation;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'workstation-'));
  workstation = openTestWorkstation(path.join(directory, 'library'));
});
afterEach(async () => {
  await workstation.close();
  rmSync(directory, { recursive: true, force: true });
});
async function reopen(counting: DotCounting = {}): Promise<void> {
  await workstation.close();
  workstation = openTestWorkstation(path.join(directory, 'library'), counting);
}

async function create(paths: string[], target = 40): Promise<number> {
  const { caseId } = await workstation.call('cases.create', { paths, fields: { patient: { name: 'Ada B.' } }, specimen: 'marrow', target });
  return caseId;
}
const summary = async (caseId: number) => (await workstation.call('cases.list', {})).cases.find(({ id }) => id === caseId)!;

it('counts a new case in a process of its own, and tells how far it is', async () => {
  workstation.counting = { pauseMs: 40 };
  const caseId = await create([one, two], 60);
  expect(await summary(caseId)).toMatchObject({ state: 'counting', patientName: 'Ada B.', slideCount: 2, target: 60, isSample: false });
  await workstation.jobIs(caseId, 'done');
  expect(await summary(caseId)).toMatchObject({ state: 'toReview', cellsCounted: 60, reviewedShare: 0, job: { state: 'done', done: 60, total: 60 } });
  const told = workstation.events.flatMap((event) => (event.event === 'jobChanged' ? [event.job] : []));
  expect(told.map(({ state }) => state)).toEqual(expect.arrayContaining(['queued', 'running', 'done']));
  expect(told.some(({ stage, done }) => stage === 'Counting cells' && done > 0 && done < 60)).toBe(true);
  const { slides, fields, schemeId, readings } = await workstation.call('cases.get', { caseId });
  expect(slides.map(({ name, problem, micrometresPerPixel }) => ({ name, problem, micrometresPerPixel }))).toEqual([
    { name: 'one.tif', problem: undefined, micrometresPerPixel: 0.46 }, { name: 'two.tif', problem: undefined, micrometresPerPixel: 0.46 },
  ]);
  expect({ fields, schemeId, readings }).toEqual({ fields: { patient: { name: 'Ada B.' } }, schemeId: 'marrow', readings: [] });
});

it('finds the case that is there already, and leaves it as it is', async () => {
  const caseId = await create([one]);
  const again = await workstation.call('cases.create', { paths: [one], fields: { patient: { name: 'Another' } }, specimen: 'marrow' });
  expect(again).toEqual({ caseId, existed: true });
  expect((await summary(caseId)).patientName).toBe('Ada B.');
  expect((await workstation.call('cases.create', { paths: [one], fields: {}, specimen: 'blood' })).existed).toBe(false);
});

it('counts one case after the other, in the order of asking', async () => {
  workstation.counting = { pauseMs: 20 };
  const first = await create([one]);
  const second = await create([two]);
  expect((await summary(second)).job?.state).toBe('queued');
  await workstation.jobIs(second, 'done');
  const states = workstation.events.flatMap((event) => (event.event === 'jobChanged' ? [event.job] : []));
  const firstDone = states.findIndex(({ caseId, state }) => caseId === first && state === 'done');
  const secondRuns = states.findIndex(({ caseId, state }) => caseId === second && state === 'running');
  expect(firstDone).toBeGreaterThanOrEqual(0);
  expect(secondRuns).toBeGreaterThan(firstDone);
});

it('stops a count when told to, waiting or at work, and goes on when told to, with a higher target', async () => {
  workstation.counting = { pauseMs: 60 };
  const first = await create([one], 90);
  const second = await create([two]);
  const jobOf = async (caseId: number) => (await summary(caseId)).job!;
  await expect.poll(async () => (await summary(first)).cellsCounted, { timeout: 30_000 }).toBeGreaterThan(0);
  await workstation.call('jobs.cancel', { jobId: (await jobOf(second)).id });
  await workstation.call('jobs.cancel', { jobId: (await jobOf(first)).id });
  expect([(await jobOf(first)).state, (await jobOf(second)).state]).toEqual(['cancelled', 'cancelled']);
  expect(await summary(first)).toMatchObject({ cellsCounted: expect.toSatisfy((cells: number) => cells > 0 && cells < 90), state: 'toReview' });
  await workstation.call('cases.count', { caseId: first, target: 120 });
  await workstation.jobIs(first, 'done');
  expect(await summary(first)).toMatchObject({ cellsCounted: 120, target: 120 });
});

it('changes the target of a count at work without losing what was kept', async () => {
  workstation.counting = { pauseMs: 60 };
  const caseId = await create([one], 60);
  await workstation.event((event) => event.event === 'jobChanged' && event.job.done > 0);
  await workstation.call('cases.count', { caseId, target: 80 });
  await workstation.jobIs(caseId, 'done');
  expect(await summary(caseId)).toMatchObject({ cellsCounted: 80, target: 80 });
});

it('goes on at the next start with what was not finished, and counts no crash for that', async () => {
  workstation.counting = { pauseMs: 60 };
  const [first, second] = [await create([one]), await create([two])];
  for (let starts = 0; starts < 3; starts++) await reopen({ pauseMs: 30 });
  await workstation.jobIs(second, 'done');
  expect((await summary(first)).job?.state).toBe('done');
});

it('tries once more when the counting process goes down, and fails with the reason when it does so again at the same place', async () => {
  workstation.counting = { dieAtRegion: 1 };
  const caseId = await create([one]);
  await workstation.jobIs(caseId, 'failed');
  expect((await summary(caseId)).job).toMatchObject({ state: 'failed', reason: expect.stringContaining('went down 2 times') });
  workstation.counting = {};
  await workstation.call('cases.count', { caseId });
  await workstation.jobIs(caseId, 'done');
});

it('keeps on counting when the process goes down now and then, as long as it comes further', async () => {
  workstation.counting = { dieAtRegion: 3 };
  const caseId = await create([one], 40);
  await workstation.jobIs(caseId, 'done', 'failed');
  expect(await summary(caseId)).toMatchObject({ cellsCounted: 40, job: { state: 'done' } });
});

it('says why a count failed and what to do, without a word of the command line', async () => {
  const slide = path.join(directory, 'slide.tif');
  copyFileSync(one, slide);
  workstation.counting = { pauseMs: 50 };
  const first = await create([two], 100);
  const caseId = await create([slide]);
  copyFileSync(two, slide);
  await workstation.jobIs(caseId, 'failed');
  const { job } = await summary(caseId);
  expect(job?.reason).toContain(slide);
  expect(job?.reason).not.toContain('--');
  expect((await summary(first)).job?.state).toBe('done');
  // Of what was never looked at there is a differential all the same, and cells can be counted by eye.
  expect((await workstation.call('differential.get', { caseId })).reviewed).toMatchObject({ counted: 0, slides: [], target: { cells: 40, shares: [], short: 40 } });
  await workstation.call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }] } });
  await workstation.call('manual.tally', { caseId, by: 'Dr A', code: 'LYT' });
  expect((await workstation.call('differential.get', { caseId })).reviewed.counted).toBe(1);
});

it('takes a case away while it is counted, and nothing of it is left', async () => {
  workstation.counting = { pauseMs: 60 };
  const caseId = await create([one]);
  await workstation.event((event) => event.event === 'jobChanged' && event.job.done > 0);
  await workstation.call('cases.remove', { caseId });
  expect((await workstation.call('cases.list', {})).cases).toEqual([]);
  expect((await workstation.call('jobs.list', {})).jobs).toEqual([]);
  expect(existsSync(one)).toBe(true);
  await expect(workstation.call('cases.get', { caseId })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('no longer') });
  expect(await create([one])).toBeGreaterThan(caseId);
});

it('keeps what a person writes of a case, and who has it', async () => {
  const caseId = await create([one]);
  await workstation.call('cases.setFields', { caseId, fields: { patient: { name: 'Grace H.', identifier: '77' }, specimen: { site: 'iliac crest' } }, was: { patient: { name: 'Ada B.' } } });
  await workstation.call('cases.assign', { caseId, assignedTo: 'Dr. Reader' });
  expect(await summary(caseId)).toMatchObject({ patientName: 'Grace H.', patientIdentifier: '77', site: 'iliac crest', assignedTo: 'Dr. Reader' });
  await workstation.call('cases.assign', { caseId });
  expect((await summary(caseId)).assignedTo).toBeUndefined();
});

it('keeps what two windows write of one case, and lets neither write over the other unseen', async () => {
  const caseId = await create([one]);
  const set = (was: CaseFields, fields: CaseFields) => workstation.call('cases.setFields', { caseId, fields, was });
  const fields = async () => (await workstation.call('cases.get', { caseId })).fields;
  await set({}, { clinical: { details: 'Anaemia' } });
  // One window has the dialogue of the case's data open since now; the other writes the report.
  const opened = await fields();
  await set({}, { comments: { conclusion: 'Erythroid hyperplasia.' } });
  await set({ clinical: { details: 'Anaemia' } }, { clinical: { details: 'Anaemia, MCV 120 fl' }, specimen: { stain: 'Giemsa' } });
  await set({ patient: opened.patient }, { patient: { name: 'Grace Hopper' } });
  const both = { patient: { name: 'Grace Hopper' }, clinical: { details: 'Anaemia, MCV 120 fl' }, specimen: { stain: 'Giemsa' }, comments: { conclusion: 'Erythroid hyperplasia.' } };
  expect(await fields()).toEqual(both);
  await expect(set({ clinical: opened.clinical, patient: both.patient }, { clinical: { details: 'Fever' }, patient: { name: 'G. H.' } }))
    .rejects.toMatchObject({ code: 'not-permitted', message: 'The field “Clinical details” was changed elsewhere meanwhile. It now reads “Anaemia, MCV 120 fl”.' });
  // All or nothing.
  expect(await fields()).toEqual(both);
  await set({ clinical: both.clinical }, {});
  expect((await fields()).clinical).toBeUndefined();
});

it('says of a slide that it is gone, and takes it back from another place if it is the same', async () => {
  const [slide, moved] = ['slide.tif', 'moved.tif'].map((name) => path.join(directory, name));
  copyFileSync(one, slide);
  const caseId = await create([slide]);
  await workstation.jobIs(caseId, 'done');
  copyFileSync(slide, moved);
  rmSync(slide);
  const [found] = (await workstation.call('cases.get', { caseId })).slides;
  expect(found.problem).toContain('is not there');
  await expect(workstation.call('pictures.overview', { slideId: found.id, longestPx: 100 })).rejects.toMatchObject({ code: 'not-found' });
  await expect(workstation.call('cases.moveSlide', { slideId: found.id, path: two })).rejects.toMatchObject({ code: 'slide-changed' });
  await workstation.call('cases.moveSlide', { slideId: found.id, path: moved });
  const [again] = (await workstation.call('cases.get', { caseId })).slides;
  expect({ path: again.path, problem: again.problem }).toEqual({ path: moved, problem: undefined });
  expect((await workstation.call('pictures.overview', { slideId: found.id, longestPx: 100 })).mimeType).toBe('image/jpeg');
});

it('shows nothing of a slide whose content is another now', async () => {
  const slide = path.join(directory, 'slide.tif');
  copyFileSync(one, slide);
  const caseId = await create([slide]);
  await workstation.jobIs(caseId, 'done');
  copyFileSync(two, slide);
  const [{ id: slideId }] = (await workstation.call('cases.get', { caseId })).slides;
  // Its first pictures may still be shown while the whole file is read and compared.
  const shown = () => workstation.call('pictures.overview', { slideId, longestPx: 100 }).then(() => 'shown', ({ code }: { code: string }) => code);
  await expect.poll(shown, { timeout: 60_000 }).toBe('slide-changed');
  expect((await workstation.call('cases.get', { caseId })).slides[0].problem).toContain('not the slide that was counted');
});

it('makes a case of a new specimen under the file name of one whose count was stopped, which stays its own', async () => {
  const slide = path.join(directory, 'slide.tif');
  copyFileSync(one, slide);
  workstation.counting = { pauseMs: 200 };
  const stopped = await create([slide]);
  await workstation.jobIs(stopped, 'running');
  await workstation.call('jobs.cancel', { jobId: (await summary(stopped)).job!.id });
  await workstation.jobIs(stopped, 'cancelled');
  workstation.counting = {};
  copyFileSync(two, slide);
  const made = await create([slide]);
  await workstation.jobIs(made, 'done');
  expect(made).not.toBe(stopped);
  const slideOf = async (caseId: number) => (await workstation.call('cases.get', { caseId })).slides[0];
  expect((await slideOf(made)).sha256).not.toBe((await slideOf(stopped)).sha256);
  // Nothing of the new one is counted for the old one.
  await workstation.call('cases.count', { caseId: stopped });
  await workstation.jobIs(stopped, 'failed');
  expect((await summary(stopped)).job!.reason).toContain('has changed since its count was begun');
});

it('refuses what can not be meant, in words', async () => {
  await expect(workstation.callAnything('cases.drop', {})).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('cases.drop') });
  await expect(workstation.callAnything('cases.get', { caseId: 'one' })).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('caseId') });
  await expect(create([path.join(directory, 'no.tif')])).rejects.toMatchObject({ code: 'not-found' });
  await expect(create([one, one])).rejects.toMatchObject({ code: 'bad-input' });
  await expect(create([import.meta.filename])).rejects.toMatchObject({ code: 'slide-unsupported' });
  expect((await workstation.call('cases.list', {})).cases).toEqual([]);
});

it('leaves a case without cells to be looked at, with the reason', async () => {
  const empty = path.join(directory, 'empty.tif');
  await writeDotSlide(empty, 600, 1, 0);
  const caseId = await create([empty]);
  await workstation.jobIs(caseId, 'failed');
  expect(await summary(caseId)).toMatchObject({ state: 'new', cellsCounted: 0, job: { reason: expect.stringContaining('No nucleated cell') } });
});

it('lists hundreds of cases in a moment', async () => {
  const caseId = await create([one], 90);
  await workstation.jobIs(caseId, 'done');
  await workstation.close();
  const library = openLibrary(path.join(directory, 'library'));
  copyCase(library.path, caseId, 499);
  library.close();
  workstation = openTestWorkstation(path.join(directory, 'library'));
  const first = performance.now();
  expect((await workstation.call('cases.list', {})).cases).toHaveLength(500);
  const firstMs = performance.now() - first;
  // What is not known yet comes later, and the case is told of then.
  for (;;) {
    const { cases } = await workstation.call('cases.list', {});
    if (cases.every(({ cellsCounted }) => cellsCounted === 90)) break;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  const begin = performance.now();
  await workstation.call('cases.list', {});
  const ms = performance.now() - begin;
  process.stdout.write(`500 cases: first ${firstMs.toFixed(0)} ms, then ${ms.toFixed(0)} ms\n`);
  expect(ms).toBeLessThan(1000);
});
