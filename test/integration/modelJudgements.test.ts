// How a candidate was judged stays with it wherever it can be promoted: in the window's service, on the terminal, and in the line that a promotion leaves.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { openLibrary } from '#main/store/library.ts';
import { keepJudged, worseInEbp } from './keptJudgement.ts';
import { writeOwnModel } from './ownModel.ts';
import { openTestWorkstation } from './testWorkstation.ts';
import { runMyeloscope } from './runMyeloscope.ts';

const root = path.resolve(import.meta.dirname, '../..');
const directory = mkdtempSync(path.join(tmpdir(), 'model-judgements-'));
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

const shipped = JSON.parse(readFileSync(path.join(root, 'models/cells.card.json'), 'utf8')) as ClassifierCard;
const identityOf = ({ name, version, sha256 }: ClassifierCard) => ({ name, version, sha256, experts: [] });
const by = 'Dr A';
let at: string, made = 0;
beforeEach(() => { at = path.join(directory, String(made++)); });

const myeloscope = (...words: string[]) => runMyeloscope([...words, '--library', at], { dataHome: path.join(at, 'data') });

it('is shown with the model, though nothing of its training is left, and is kept with its promotion', async () => {
  const workstation = openTestWorkstation(at);
  await workstation.call('settings.set', { settings: { users: [{ name: by, role: 'hematologist' }] } });
  const worse = writeOwnModel(at, 'worse'), unjudged = writeOwnModel(at, 'unjudged');
  keepJudged(at, worse, identityOf(shipped));
  expect((await workstation.call('models.card', { name: 'worse' })).standing).toMatchObject({ inUse: { name: 'cells', experts: [] }, judged: { beside: { sha256: shipped.sha256 }, isBesideInUse: true, judgement: worseInEbp } });
  expect((await workstation.call('models.card', { name: unjudged.name })).standing).not.toHaveProperty('judged');
  expect(await workstation.call('models.card', { name: 'detector' })).not.toHaveProperty('standing');
  await workstation.promote('worse', by, 'Our stain');
  await workstation.promote('unjudged', by, 'A try');
  await workstation.goBack(by);
  const { promotions: [back, second, first] } = await workstation.call('models.list', {});
  expect([back.judged, second.judged]).toEqual([undefined, undefined]);
  expect(first.judged).toMatchObject({ isBesideInUse: true, beside: { sha256: shipped.sha256 }, judgement: { verdict: 'worse', objections: [expect.stringMatching(/^EBP is named worse/)] } });
  await workstation.close();
}, 60_000);

it('holds only beside the classifier that it was compared with, with the experts that decided in it', async () => {
  const workstation = openTestWorkstation(at);
  await workstation.call('settings.set', { settings: { users: [{ name: by, role: 'hematologist' }] } });
  const [first, second] = ['first', 'second'].map((name) => writeOwnModel(at, name));
  for (const model of [first, second]) keepJudged(at, model, identityOf(shipped), { ...worseInEbp, verdict: 'better', objections: [] });
  const holds = async () => (await workstation.call('models.card', { name: 'second' })).standing!.judged!.isBesideInUse;
  expect(await holds()).toBe(true);
  await workstation.promote('first', by, 'Our stain');
  expect(await holds()).toBe(false);
  // Promoted all the same, the line says that it was never judged beside what it took the place of.
  expect((await workstation.promote('second', by, 'Newer')).judged).toMatchObject({ isBesideInUse: false, beside: { name: 'cells' } });
  await workstation.goBack(by);
  await workstation.goBack(by);
  expect(await holds()).toBe(true);
  keepJudged(at, second, { ...identityOf(shipped), experts: [{ name: 'since-deleted', sha256: 'a'.repeat(64) }] });
  expect(await holds()).toBe(false);
  await workstation.close();
}, 60_000);

it('is told on the terminal, before and when it is promoted', async () => {
  keepJudged(at, writeOwnModel(at, 'ours'), identityOf(shipped));
  const { out } = await myeloscope('models', 'show', 'ours');
  expect(out).toContain(`Compared on 2026-01-02T03:04:05.000Z with cells ${shipped.version} (SHA-256 ${shipped.sha256}), on cells kept apart from its training.`);
  expect(out).toContain('EBP is named worse: F1 0.60 instead of 0.80');
  expect(out).not.toContain('names cells now is another');
  const promoted = await myeloscope('models', 'promote', 'ours', '--by', by, '--reason', 'Our stain');
  expect(promoted.out).toMatch(/There is something against it:\n {2}EBP is named worse[^]*From now on ours 1 names cells/);
  expect((await myeloscope('models', 'show', 'ours', '--json')).out).toContain('"isBesideInUse": false');
  expect((await myeloscope('models', 'show', 'ours')).out).toMatch(/At work:\n {2}promoted by Dr A on \S+: Our stain\n {2}It names cells now\.\n$/);
  for (const name of ['imported', 'old', 'older']) writeOwnModel(at, name);
  expect((await myeloscope('models', 'promote', 'imported', '--by', by, '--reason', 'A try')).out).toContain('No comparison of imported with the classifier in use is kept.');
  // Who deletes is kept, too: the account, where no name is given.
  expect((await myeloscope('models', 'remove', 'old', '--by', by)).out).toBe('old is gone.\n');
  expect((await myeloscope('models', 'remove', 'older')).code).toBe(0);
  const library = openLibrary(at);
  expect(library.modelRecords.all()).toMatchObject([{ deed: 'deleted', name: 'old', by }, { deed: 'deleted', name: 'older', by: expect.stringMatching(/^the account ./) as string }]);
  library.close();
}, 120_000);

it('is listed with which classifier names cells, and by whose word', async () => {
  const listed = async () => (JSON.parse((await myeloscope('models', 'list', '--json')).out) as { name: string; namesCells?: boolean; promotion?: object }[]).filter(({ namesCells, promotion }) => namesCells || promotion).map(({ name, promotion }) => ({ name, promotion }));
  // Nobody promoted any: the shipped one does, without a library too.
  expect(await listed()).toEqual([{ name: 'cells', promotion: undefined }]);
  for (const name of ['first', 'second']) writeOwnModel(at, name);
  for (const name of ['first', 'second']) expect((await myeloscope('models', 'promote', name, '--by', by, '--reason', name)).code).toBe(0);
  expect(await listed()).toMatchObject([{ name: 'second', promotion: { by, reason: 'second', wentBack: false } }]);
  expect((await myeloscope('models', 'rollback', '--by', 'Dr B', '--reason', 'Doubt')).code).toBe(0);
  expect(await listed()).toMatchObject([{ name: 'first', promotion: { by: 'Dr B', reason: 'Doubt', wentBack: true } }]);
  const { out } = await myeloscope('models', 'list');
  expect(out).toMatch(/^first 1 \(classifier; names cells now, gone back to by Dr B on \S+\): /mu);
  expect(out).toMatch(/^second 1 \(classifier\): /mu);
  expect((await myeloscope('models', 'show', 'second')).out).toMatch(/promoted by Dr A on \S+: second\n {2}It names no cells now\.\n$/);
  rmSync(path.join(at, 'models', 'first.onnx'));
  rmSync(path.join(at, 'models', 'first.card.json'));
  expect((await myeloscope('models', 'list')).out).toContain('The classifier that was promoted can\'t be used');
  // Nor does a damaged library hide them: what it says of them is missing, and the reason stands beside.
  writeFileSync(path.join(at, 'library.sqlite'), 'no library');
  const { out: still, errors, code } = await myeloscope('models', 'list');
  expect(still).toMatch(/^cells \S+ \(classifier\): /mu);
  expect(errors).toContain(path.join(at, 'library.sqlite'));
  expect(code).toBe(6);
}, 120_000);
