// The registry of models through the window's service: list, card, verify, promote, go back, export, take away.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { promoteModel, rollBackModel } from '#main/service/promoteModel.ts';
import { openLibrary } from '#main/store/library.ts';
import { writeOwnModel } from './ownModel.ts';
import { strangersMap, writeStrangersModel } from './strangersModel.ts';
import type { TestWorkstation } from './testWorkstation.ts';
import { openTestWorkstation } from './testWorkstation.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'registry-'));
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

let at: string, workstation: TestWorkstation, made = 0;
beforeEach(async () => {
  at = path.join(directory, String(made++));
  workstation = openTestWorkstation(at);
  await workstation.call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }] } });
});
afterEach(() => workstation.close());
const inUse = async () => (await workstation.call('models.list', {})).models.filter(({ isInUse, kind }) => isInUse && kind === 'classifier').map(({ name }) => name);
const by = 'Dr A';

it('promotes with a name and a reason, and goes back one model at a time', async () => {
  for (const name of ['first', 'second']) writeOwnModel(at, name);
  expect(await inUse()).toEqual(['cells']);
  expect((await workstation.call('models.list', {})).goesBackTo).toBeUndefined();
  await workstation.promote('first', by, 'Our stain');
  await workstation.promote('second', by, 'More cells');
  const { promotions, goesBackTo, models } = await workstation.call('models.list', {});
  expect(promotions.map(({ name, promotedBy, reason }) => [name, promotedBy, reason])).toEqual([['second', by, 'More cells'], ['first', by, 'Our stain']]);
  expect(goesBackTo).toMatchObject({ name: 'first' });
  expect(models.map(({ name, isOwn }) => [name, isOwn])).toEqual([['cells', false], ['detector', false], ['first', true], ['second', true]]);
  await workstation.goBack(by);
  expect(await inUse()).toEqual(['first']);
  await workstation.goBack(by, 'Doubt');
  expect(await inUse()).toEqual(['cells']);
  await expect(workstation.goBack(by)).rejects.toMatchObject({ code: 'bad-input' });
  await workstation.event(({ event }) => event === 'modelsChanged');
});

it('does what a window shows, and nothing else where that changed meanwhile', async () => {
  for (const name of ['one', 'two', 'three']) {
    writeOwnModel(at, name);
    await workstation.promote(name, by, 'Our stain');
  }
  // Two windows show the same, and a person at each goes back.
  const from = (await workstation.call('models.list', {})).goesBackTo!.from;
  const ends = await Promise.allSettled([workstation.call('models.goBack', { from, by }), workstation.call('models.goBack', { from, by })]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await inUse()).toEqual(['two']);
  await expect(workstation.call('models.goBack', { from, by })).rejects.toMatchObject({ code: 'bad-input', message: 'Meanwhile two 1 names cells.' });
  const said = (await workstation.call('models.list', {})).promotions.map(({ name, wentBack }) => `${wentBack ? 'back to ' : ''}${name}`);
  expect(said).toEqual(['back to two', 'three', 'two', 'one']);

  // Two windows show two models to promote in the place of the same one.
  const { card: { sha256: two } } = await workstation.call('models.card', { name: 'two' });
  const hashOf = async (name: string) => (await workstation.call('models.card', { name })).card.sha256;
  const promotions = await Promise.allSettled(['one', 'three'].map(async (name) => workstation.call('models.promote', { name, sha256: await hashOf(name), insteadOf: two, by, reason: 'Our stain' })));
  expect(promotions.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [now] = await inUse(), other = now === 'one' ? 'three' : 'one';
  await expect(workstation.call('models.promote', { name: other, sha256: await hashOf(other), insteadOf: two, by, reason: 'Our stain' })).rejects.toMatchObject({ message: `Meanwhile ${now} 1 names cells.` });
  await expect(workstation.promote(now, by, 'Again')).rejects.toMatchObject({ message: `${now} names cells already.` });

  // A model that was deleted and made anew under its name is not the one that was looked at.
  writeOwnModel(at, 'four');
  const seen = await hashOf('four');
  writeOwnModel(at, 'four', {}, 'made anew');
  await expect(workstation.call('models.promote', { name: 'four', sha256: seen, insteadOf: await hashOf(now), by, reason: 'Our stain' })).rejects.toMatchObject({ message: expect.stringContaining('made anew meanwhile') as string });
  expect(await inUse()).toEqual([now]);
});

it('goes one step back on the terminal, too, where two are told to at once', async () => {
  const library = openLibrary(at), word = { by, reason: 'Doubt' };
  for (const name of ['one', 'two', 'three']) {
    writeOwnModel(at, name);
    await promoteModel(library, name, word);
  }
  const ends = await Promise.allSettled([rollBackModel(library, word), rollBackModel(library, word)]);
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { message: expect.stringContaining('at the same moment') as string } });
  expect(library.modelPromotions.standing().map(({ name }) => name)).toEqual(['one', 'two']);
  library.close();
});

it('wants one of the laboratory\'s people, and a reason', async () => {
  writeOwnModel(at, 'ours');
  await expect(workstation.promote('ours', 'Nobody', 'x')).rejects.toMatchObject({ code: 'not-permitted' });
  await expect(workstation.promote('ours', by, '  ')).rejects.toMatchObject({ code: 'bad-input' });
  expect(await inUse()).toEqual(['cells']);
});

it('verifies by hash and by letting the model answer, and says what is wrong', async () => {
  const { file } = writeOwnModel(at, 'ours');
  expect((await workstation.call('models.verify', { name: 'ours' })).sentence).toContain('of 8 drawn cells rightly');
  expect(await workstation.call('models.verify', { name: 'detector' })).toMatchObject({ isGood: true });
  const place = path.join(at, 'models', file), bytes = readFileSync(place);
  bytes[bytes.length - 1] ^= 1;
  writeFileSync(place, bytes);
  expect(await workstation.call('models.verify', { name: 'ours' })).toMatchObject({ isGood: false, sentence: expect.stringContaining('SHA-256') as string });
});

it('exports model, card and hash', async () => {
  const out = path.join(at, 'out');
  const { files } = await workstation.call('models.export', { name: 'cells', directory: out });
  expect(readdirSync(out).sort()).toEqual([...files].sort());
  const sum = createHash('sha256').update(readFileSync(path.join(out, 'cells.onnx'))).digest('hex');
  expect(readFileSync(path.join(out, 'cells.onnx.sha256'), 'utf8')).toBe(`${sum}  cells.onnx\n`);
  const { card } = await workstation.call('models.card', { name: 'cells' });
  expect(JSON.parse(readFileSync(path.join(out, 'cells.card.json'), 'utf8'))).toEqual(card);
  await expect(workstation.call('models.export', { name: 'cells', directory: 'out' })).rejects.toMatchObject({ code: 'bad-input' });
});

it('takes away one of the laboratory\'s own, but not a shipped one, the promoted one, or one that cases were counted with unless it is said', async () => {
  const remove = (name: string, evenIfCounted = false) => workstation.call('models.remove', { name, by, evenIfCounted });
  const { sha256 } = writeOwnModel(at, 'ours');
  await expect(remove('cells')).rejects.toMatchObject({ code: 'not-permitted', message: expect.stringContaining('shipped') as string });
  await workstation.promote('ours', by, 'Our stain');
  await expect(remove('ours')).rejects.toMatchObject({ code: 'not-permitted', message: expect.stringContaining('promoted') as string });
  await workstation.goBack(by);
  const library = openLibrary(at);
  library.cases.add({ identity: 'a'.repeat(64), settings: JSON.stringify({ models: [{ name: 'ours', version: '1', sha256 }] }), details: '{}', createdAt: '2026-01-01T00:00:00.000Z' });
  expect(library.cases.countsByModel()).toEqual(new Map([[sha256, 1]]));
  library.close();
  await expect(remove('ours')).rejects.toMatchObject({ code: 'not-permitted', message: expect.stringContaining('1 kept case was') as string });
  await remove('ours', true);
  expect(existsSync(path.join(at, 'models', 'ours.onnx'))).toBe(false);
  const { models, records } = await workstation.call('models.list', {});
  expect(models.map(({ name }) => name)).toEqual(['cells', 'detector']);
  // What is gone stays named, with who took it away.
  expect(records).toEqual([{ deed: 'deleted', name: 'ours', version: '1', sha256, by, at: expect.stringMatching(/^20/) as string }]);
});

it('keeps a model that a training begins from, until that is done or removed', async () => {
  for (const name of ['base', 'other']) writeOwnModel(at, name);
  const remove = (name: string) => workstation.call('models.remove', { name, by, evenIfCounted: false });
  const library = openLibrary(at);
  const { sha256: made } = writeOwnModel(at, 'made', {}, 'made of it');
  const trainingId = library.trainings.add({ name: 'made', baseName: 'base', baseVersion: '1', by, startedAt: '2026-01-01T00:00:00.000Z', request: '{}', cells: '[]' });
  const refused = { code: 'not-permitted', message: 'The training made begins from base and is not done.', remedy: expect.stringContaining('remove it from the list') as string };
  // Not queued yet, as when the program ended in that moment.
  await expect(remove('base')).rejects.toMatchObject(refused);
  const jobId = library.jobs.add('training', String(trainingId), JSON.stringify({ trainingId }));
  for (const end of [() => undefined, () => { library.jobs.cancel(jobId); }, () => { library.jobs.fail(jobId, 'Damaged'); }]) {
    end();
    await expect(remove('base')).rejects.toMatchObject(refused);
  }
  await remove('other');
  // Its model is there: all that failed was judging that again.
  library.trainings.setResult(trainingId, '{}', made);
  await remove('base');
  expect((await workstation.call('models.list', {})).models.map(({ name }) => name)).toEqual(['cells', 'detector', 'made']);

  writeOwnModel(at, 'base');
  library.trainings.setResult(trainingId, '{}', '0'.repeat(64));
  await expect(remove('base')).rejects.toMatchObject(refused);
  library.jobs.hold(jobId, 'token', { holderHost: 'here', holderProcess: 1, heartbeatAt: Date.now() }, { input: '{}', attempt: 1, deaths: 0 });
  await expect(remove('base')).rejects.toMatchObject(refused);
  library.jobs.release(jobId, 'token', 'done', null);
  library.close();
  await remove('base');
});

it('keeps who took a model in', async () => {
  const file = writeStrangersModel(path.join(at, 'theirs'));
  await workstation.call('models.import', { path: file, name: 'theirs', map: strangersMap, by });
  expect((await workstation.call('models.list', {})).records).toMatchObject([{ deed: 'imported', name: 'theirs', by }]);
  await expect(workstation.call('models.import', { path: file, name: 'again', map: strangersMap, by: 'Nobody' })).rejects.toMatchObject({ code: 'not-permitted' });
});

it('shows the others beside a model whose card is damaged', async () => {
  writeOwnModel(at, 'ours');
  writeFileSync(path.join(at, 'models', 'bad.card.json'), '{');
  const { models, damaged } = await workstation.call('models.list', {});
  expect(models.map(({ name }) => name)).toContain('ours');
  expect(damaged).toEqual([{ sentence: expect.stringContaining('bad.card.json') as string, remedy: expect.any(String) as string }]);
});
