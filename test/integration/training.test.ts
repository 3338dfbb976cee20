// From reviewed cells to a candidate: the whole way through the window's service, with the shipped classifier, real slides and real workers.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ArgumentsOf, CommandName, ResultOf } from '#shared/contract/contract.ts';
import type { TrainingDetail, TrainingSettings } from '#shared/contract/trainingCommands.ts';
import { openLibrary } from '#main/store/library.ts';
import type { Workstation } from '#main/service/workstation/openWorkstation.ts';
import { openWorkstation } from '#main/service/workstation/openWorkstation.ts';
import { forkWithNode } from '#main/supervision/forkWithNode.ts';
import type { ForkedProcess } from '#main/supervision/forkedProcess.ts';
import { writeOwnModel } from './ownModel.ts';
import { addReviewedPatients, patientsNamedOtherwise } from './reviewedLibrary.ts';

const made = mkdtempSync(path.join(tmpdir(), 'training-made-'));
const slidesDirectory = path.join(made, 'slides');
let directory: string, workstation: Workstation, workers: ForkedProcess[];
const library = (): string => path.join(directory, 'library');

beforeAll(async () => {
  mkdirSync(slidesDirectory);
  await addReviewedPatients(path.join(made, 'library'), slidesDirectory, patientsNamedOtherwise(6, 10));
}, 120_000);
afterAll(() => { rmSync(made, { recursive: true, force: true }); });
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'training-')); });
afterEach(async () => {
  await workstation.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A library as `made`, or an empty one, opened by a service of its own. */
function open(from: 'made' | 'empty' | 'again' = 'made'): void {
  if (from === 'made') { mkdirSync(library()); copyFileSync(path.join(made, 'library', 'library.sqlite'), path.join(library(), 'library.sqlite')); }
  const fork = forkWithNode();
  workers = [];
  workstation = openWorkstation({
    libraryDirectory: library(), withDrawings: false,
    startWorker: (entry, order) => {
      const worker = fork({ name: entry, entry: path.resolve(import.meta.dirname, '../../src-main/workers', `${entry}Process.ts`) });
      workers.push(worker);
      worker.send(order);
      return worker;
    },
  });
}
const call = async <Name extends CommandName>(name: Name, given: ArgumentsOf<Name>): Promise<ResultOf<Name>> => await workstation.call(name, given, { signal: new AbortController().signal, report: () => undefined }) as ResultOf<Name>;
const few: TrainingSettings = { part: 'head', epochs: 90, batch: 32, learningRate: 0.01, augmentation: 'usual' };
const start = (name: string, more: Partial<ArgumentsOf<'training.start'>> = {}) => call('training.start', { name, by: 'Unnamed reader', settings: few, ...more });

/** Lets a classifier name cells, as a window does that shows what is so now. */
async function promote(name: string): Promise<ResultOf<'models.promote'>> {
  const { card: { sha256 }, standing } = await call('models.card', { name });
  return call('models.promote', { name, sha256, insteadOf: standing!.inUse!.sha256, by: 'Dr A', reason: 'Our stain' });
}

/** Waits until a training stands so. */
async function until(trainingId: number, isSo: (detail: TrainingDetail) => boolean): Promise<TrainingDetail> {
  for (;;) {
    const detail = await call('training.get', { trainingId });
    if (isSo(detail)) return detail;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}
const hasEnded = ({ summary: { state } }: TrainingDetail): boolean => state !== 'queued' && state !== 'running';
const ownModels = () => (existsSync(path.join(library(), 'models')) ? readdirSync(path.join(library(), 'models')).sort() : []);

it('learns from reviewed cells, judges itself on the patients kept apart, and names cells only once a person says so', async () => {
  open();
  await call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }] } });
  const set = await call('training.set', {});
  expect(set.classes).toEqual([{ code: 'NGS', training: 20, heldOut: 10, cases: 6 }, { code: 'LYT', training: 20, heldOut: 10, cases: 6 }]);
  expect(set.cases.filter(({ side }) => side === 'heldOut')).toHaveLength(2);
  expect(set.cases.some(({ isDecided }) => isDecided)).toBe(false);
  expect(set).not.toHaveProperty('cannotTrain');
  expect(set).not.toHaveProperty('cannotJudge');
  const lymphocytes = await call('training.cells', { code: 'LYT', side: 'heldOut' });
  expect(lymphocytes.total).toBe(10);
  expect((await call('pictures.cell', { caseId: lymphocytes.cells[0].caseId, cellId: lymphocytes.cells[0].cellId, spanUm: 22, sidePx: 96 })).bytes.length).toBeGreaterThan(500);

  const { trainingId } = await start('ours', { by: 'Dr A' });
  const { summary, cells, curve, result } = await until(trainingId, hasEnded);
  expect(summary).toMatchObject({ state: 'done', name: 'ours', by: 'Dr A', base: { name: 'cells' }, candidate: { name: 'ours', isInUse: false } });
  expect(cells).toEqual({ training: 40, heldOut: 20, trainingCases: 4, heldOutCases: 2, skipped: [] });
  expect(curve.parts).toHaveLength(5);
  for (const { losses } of curve.parts) expect(losses.at(-1)).toBeLessThan(losses[0]);
  expect(curve.parts[0].leftOut!.accuracy).toBeGreaterThan(0.8);
  const { judgement, differing, differingInAll } = result!;
  // What is drawn here looks as the drawn cells on which forgetting shows: to name it otherwise is to have forgotten.
  expect(judgement).toMatchObject({ verdict: 'worse', cells: 20, cases: 2, objections: [expect.stringContaining('what it says of cells that it knew before')] });
  const { accuracy } = judgement as Extract<typeof judgement, { accuracy: unknown }>;
  expect(accuracy.current).toBeLessThan(0.3);
  expect(accuracy.candidate).toBeGreaterThan(0.8);
  expect(differingInAll).toBeGreaterThan(10);
  expect(differing[0]).toMatchObject({ number: 0, caseId: expect.any(Number) as number });
  expect((await call('pictures.training', { trainingId, number: 0 })).bytes.length).toBeGreaterThan(500);
  expect(readdirSync(path.join(library(), 'trainings', String(trainingId)))).toEqual(['differing']);

  const judged = { beside: { name: 'cells', experts: [] }, isBesideInUse: true, judgement: { verdict: 'worse', objections: [expect.stringContaining('knew before')] } };
  expect((await call('models.card', { name: 'ours' })).standing).toMatchObject({ judged, inUse: { name: 'cells' } });
  expect((await promote('ours')).judged).toMatchObject(judged);
  expect((await call('training.list', {})).trainings[0].candidate).toMatchObject({ isInUse: true });
  expect((await call('training.set', {})).current).toMatchObject({ name: 'ours' });
  await call('models.goBack', { from: (await call('models.list', {})).goesBackTo!.from, by: 'Dr A' });
  expect((await call('training.list', {})).trainings[0].candidate).toMatchObject({ isInUse: false });
  // Another names cells now: the verdict does not hold, until it is judged again on the very same cells.
  await expect(call('training.judgeAgain', { trainingId: trainingId + 1 })).rejects.toMatchObject({ code: 'bad-input' });
  const other = writeOwnModel(library(), 'other');
  await promote('other');
  expect((await call('models.card', { name: 'ours' })).standing!.judged!.isBesideInUse).toBe(false);
  await call('training.judgeAgain', { trainingId });
  const again = await until(trainingId, hasEnded);
  expect(again).toMatchObject({ summary: { state: 'done', candidate: { sha256: summary.candidate!.sha256 } }, cells, result: { current: { name: 'other' }, judgement: { cells: 20, cases: 2, verdict: 'worse' } } });
  expect((await call('models.card', { name: 'ours' })).standing!.judged).toMatchObject({ isBesideInUse: true, beside: { name: 'other', sha256: other.sha256 } });
  await promote('ours');
  await expect(call('training.judgeAgain', { trainingId })).rejects.toMatchObject({ message: expect.stringContaining('names cells itself now') as string });
  // Sides stay for later runs.
  expect((await call('training.set', {})).cases.every(({ isDecided }) => isDecided)).toBe(true);
  await call('training.forget', { trainingId });
  expect((await call('training.list', {})).trainings).toEqual([]);
  expect((await call('models.card', { name: 'ours' })).standing!.judged).toMatchObject({ beside: { name: 'other' }, judgement: { verdict: 'worse' } });
  expect((await call('models.list', {})).records).toMatchObject([{ deed: 'trained', name: 'ours', by: 'Dr A' }]);
  expect(ownModels()).toEqual(['other.card.json', 'other.onnx', 'ours.card.json', 'ours.learnt.json', 'ours.onnx']);
}, 300_000);

it('learns a second time, and more: from what the model in use grew out of, or on top of it where a person says so; it can have a local expert', async () => {
  open();
  await call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }] } });
  const quick = { by: 'Dr A', settings: few };
  expect((await until((await start('first', quick)).trainingId, hasEnded)).summary).toMatchObject({ state: 'done', base: { name: 'cells' } });
  await promote('first');
  expect((await call('training.choices', {})).bases).toEqual([{ name: 'cells', version: expect.any(String) as string }, { name: 'first', version: '1', grewOutOf: 'cells' }]);

  const second = await until((await start('second', quick)).trainingId, hasEnded);
  expect(second.summary).toMatchObject({ state: 'done', base: { name: 'cells' } });
  expect(second.result).toMatchObject({ current: { name: 'first' } });
  // From the same cells comes the same model; both are there.
  expect((await call('training.list', {})).trainings.map(({ candidate }) => candidate?.name)).toEqual(['second', 'first']);
  expect(second.result!.doubts.join(' ')).not.toContain('was itself trained further');

  const third = await until((await start('third', { ...quick, base: 'first' })).trainingId, hasEnded);
  expect(third.summary).toMatchObject({ state: 'done', base: { name: 'first' } });
  expect(third.result!.doubts.join(' ')).toContain('first was itself trained further');
  const { judgement } = third.result! as { judgement: { accuracy: { candidate: number } } };
  expect(judgement.accuracy.candidate).toBeGreaterThan(0.8);

  // Nearly all is right already (what is left differs by machine): an expert can be trained for it, and leaves it right.
  const gain = await call('models.trainExpert', { classes: ['NGS', 'LYT'], by: 'Dr A' });
  expect(gain.cells).toBe(40);
  expect(gain.rightWithout).toBeGreaterThan(35);
  expect(gain.rightWith).toBeGreaterThan(35);
  // It is there where it is said to be kept, and only there.
  expect(ownModels().includes('first-ngs-lyt.onnx')).toBe(gain.name !== undefined);
}, 400_000);

it('goes on after its worker was killed, and after the program ended, and ends with the same weights; only one is worked on at a time', async () => {
  open();
  const whole = await until((await start('whole')).trainingId, hasEnded);
  const { trainingId } = await start('interrupted'), { trainingId: next } = await start('next');
  await until(trainingId, ({ curve }) => curve.parts.some(({ name }) => name.startsWith('without part 2')));
  expect((await call('training.get', { trainingId: next })).summary.state).toBe('queued');
  workers.at(-1)!.kill();
  await until(trainingId, ({ curve }) => curve.parts.some(({ name }) => name.startsWith('without part 3')));
  await workstation.close();
  const kept = openLibrary(library());
  expect(kept.trainings.find(trainingId)!.result).toBeNull();
  kept.close();
  open('again');
  const resumed = await until(trainingId, hasEnded);
  expect(resumed.summary.state).toBe('done');
  expect(resumed.curve.parts.map(({ losses }) => losses.at(-1))).toEqual(whole.curve.parts.map(({ losses }) => losses.at(-1)));
  const models = path.join(library(), 'models');
  expect(readFileSync(path.join(models, 'interrupted.onnx')).equals(readFileSync(path.join(models, 'whole.onnx')))).toBe(true);
  // Stopped, it waits for a person, and goes on when that person says so.
  await until(next, ({ curve }) => curve.parts.length > 0);
  await call('training.stop', { trainingId: next });
  expect((await call('training.get', { trainingId: next })).summary).toMatchObject({ state: 'cancelled' });
  await call('training.goOn', { trainingId: next });
  await until(next, ({ summary }) => summary.state === 'running');
  await call('training.stop', { trainingId: next });
}, 600_000);

it('skips a slide that is gone and one that no longer opens, and says so', async () => {
  const ownSlides = path.join(directory, 'slides');
  mkdirSync(ownSlides);
  const slides = await addReviewedPatients(library(), ownSlides, patientsNamedOtherwise(4, 8));
  renameSync(slides[0], `${slides[0]}.away`);
  truncateSync(slides[1], 300);
  open('again');
  const set = await call('training.set', {});
  expect(set.cases.find(({ name }) => name === 'Patient 0')!.slides[0].problem).toContain('slide-0.tif');
  expect(set.cannotJudge).toContain('0 cells of 0 patients are kept apart');
  const { cells, result } = await until((await start('ours')).trainingId, hasEnded);
  expect(cells).toMatchObject({ training: 16, trainingCases: 2, heldOut: 0 });
  expect(cells!.skipped).toHaveLength(16);
  expect(cells!.skipped.map(({ why }) => why).join(' ')).toContain('slide-1.tif');
  expect(result!.judgement).toMatchObject({ verdict: 'cannotJudge' });
}, 200_000);

it('says in words that nothing was reviewed, that a class has one cell, and that a name is taken', async () => {
  open('empty');
  expect(await call('training.set', {})).toMatchObject({ classes: [], cannotTrain: expect.stringContaining('too few to learn from') as string });
  await expect(start('ours')).rejects.toMatchObject({ message: expect.stringContaining('No cell was reviewed yet') as string });
  await workstation.close();
  await addReviewedPatients(library(), directory, [{ name: 'Patient 0', cells: [...Array<'NGS'>(12).fill('NGS'), 'LYT', 'EOS', 'LYT', 'EOS'], calls: [...Array<'NGS'>(12).fill('NGS'), 'LYT', 'ART', 'UNK', 'MEG'] }]);
  open('again');
  const set = await call('training.set', {});
  // An artefact is a class of the classifier; a megakaryocyte is none, and UNK never.
  expect(set.classes.map(({ code, training }) => [code, training])).toEqual([['NGS', 12], ['LYT', 1], ['ART', 1]]);
  expect(set.leftOut).toEqual([{ why: 'unnamed', cells: 1 }, { why: 'notAClass', cells: 1 }]);
  await expect(start('cells')).rejects.toMatchObject({ message: expect.stringContaining('a model called cells already') as string });
  await expect(start('Ours!')).rejects.toMatchObject({ message: expect.stringContaining('can\'t be a model\'s name') as string });
  const { summary, result } = await until((await start('ours')).trainingId, hasEnded);
  expect(summary.state).toBe('done');
  expect(result!.doubts[0]).toContain('held no');
  // Left out, the case leaves nothing.
  await call('training.excludeCase', { caseId: 1, isExcluded: true, by: 'Unnamed reader', reason: 'Badly stained' });
  expect(await call('training.set', {})).toMatchObject({ classes: [], cases: [{ side: 'excluded', excluded: { by: 'Unnamed reader', reason: 'Badly stained' } }] });
  await call('training.excludeCase', { caseId: 1, isExcluded: false, by: 'Unnamed reader', reason: 'Looked again' });
  expect((await call('training.set', {})).cases).toMatchObject([{ side: 'training', isDecided: true, cells: 14 }]);
}, 200_000);

it('stops at a loss that is no number, explains it, and leaves the classifier in use alone', async () => {
  open();
  const { summary, result } = await until((await start('wild', { settings: { ...few, part: 'all', epochs: 2, batch: 8, learningRate: 10 } })).trainingId, hasEnded);
  expect(summary).toMatchObject({ state: 'failed', reason: expect.stringMatching(/loss became (NaN|Infinity|-Infinity) .* Its learning rate, 10 at the highest, .*No model was made.*lower learning rate/) as string });
  expect(result).toBeUndefined();
  expect(ownModels()).toEqual([]);
  expect((await call('training.set', {})).current).toMatchObject({ name: 'cells' });
}, 300_000);

it('leaves nothing half-written where the disk is full at the moment of saving, and saves when there is room', async ({ skip }) => {
  const disk = path.join(directory, 'library');
  mkdirSync(disk);
  // Room for library and checkpoints, and none for a model.
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=14m', 'tmpfs', disk]).status !== 0) return skip('only root may mount a small disk');
  try {
    copyFileSync(path.join(made, 'library', 'library.sqlite'), path.join(library(), 'library.sqlite'));
    open('again');
    const { trainingId } = await start('ours');
    const { summary, result } = await until(trainingId, hasEnded);
    expect(summary).toMatchObject({ state: 'failed', reason: expect.stringMatching(/disk is full.*Make room/) as string });
    expect(summary).not.toHaveProperty('candidate');
    expect(result).toBeDefined();
    expect(ownModels()).toEqual([]);
    expect((await call('training.set', {})).current).toMatchObject({ name: 'cells' });
    spawnSync('mount', ['-o', 'remount,size=200m', disk]);
    await call('training.goOn', { trainingId });
    expect((await until(trainingId, (detail) => hasEnded(detail) && detail.summary.state !== 'failed')).summary).toMatchObject({ state: 'done', candidate: { name: 'ours' } });
    expect(ownModels()).toEqual(['ours.card.json', 'ours.learnt.json', 'ours.onnx']);
  } finally {
    await workstation.close();
    execFileSync('umount', [disk]);
  }
  return undefined;
}, 300_000);

it('leaves nothing of an export for which the disk has no room', async ({ skip }) => {
  const disk = path.join(directory, 'small');
  mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', disk]).status !== 0) return skip('only root may mount a small disk');
  try {
    open();
    await expect(call('training.export', { directory: disk })).rejects.toMatchObject({ code: 'disk-full' });
    expect(readdirSync(disk)).toEqual([]);
  } finally {
    execFileSync('umount', [disk]);
  }
  return undefined;
}, 60_000);

it('exports labelled folders that name nobody, and learns from such a folder in another library, with its cases on their sides', async () => {
  open();
  const out = path.join(directory, 'exported');
  expect(await call('training.export', { directory: out })).toMatchObject({ cells: 60, skipped: [] });
  expect(readdirSync(out).sort()).toEqual(['LYT', 'NGS', 'manifest.csv', 'manifest.json']);
  const manifest = readFileSync(path.join(out, 'manifest.csv'), 'utf8');
  expect(manifest.split('\n')[1]).toMatch(/^(NGS|LYT)\/[0-9a-f]{12}-\d+\.png,(NGS|LYT),[0-9a-f]{12},[0-9a-f]{12},[0-9a-f]{12},\d+,\d+,0\.2,28,Dr A$/);
  expect(manifest + readFileSync(path.join(out, 'manifest.json'), 'utf8')).not.toContain('Patient');
  // Again into the same folder, a cell that was corrected would lie under both classes.
  await expect(call('training.export', { directory: out })).rejects.toThrow('holds cells already: LYT, NGS, manifest.csv, manifest.json');
  // In the library that it comes from, its cells would count twice.
  expect((await call('training.folder', { directory: out }).catch((error: unknown) => error)) as object).toMatchObject({ classes: [], spanUm: 28 });
  await workstation.close();
  rmSync(library(), { recursive: true });
  writeFileSync(path.join(out, 'NGS', 'broken.png'), 'no picture');
  open('empty');
  expect(await call('training.folder', { directory: out })).toMatchObject({ classes: [{ code: 'LYT', cells: 30 }, { code: 'NGS', cells: 30 }], skipped: [{ what: 'NGS/broken.png', why: 'the manifest does not list it' }], cases: 6, spanUm: 28 });
  const { cells, result } = await until((await start('theirs', { folder: { directory: out, spanUm: 28 } })).trainingId, hasEnded);
  expect(cells).toMatchObject({ training: 40, heldOut: 20, trainingCases: 4, heldOutCases: 2, skipped: [{ what: 'NGS/broken.png' }] });
  expect(result!.judgement).toMatchObject({ cells: 20, cases: 2 });
  expect(result!.differing[0].from).toMatch(/^(NGS|LYT)\//);
}, 300_000);
