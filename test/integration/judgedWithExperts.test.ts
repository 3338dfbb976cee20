// The classifier in use is judged as it names cells in counts: with its local experts. Promoting another ends them, and says so.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { identitiesOf, withItsExperts } from '#main/service/classifierAtWork.ts';
import { judgeOnHeldOut } from '#main/service/fineTuning/judgeOnHeldOut.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { drawnCellSources } from '#main/training/cellPictures/drawnCells.ts';
import { readCells } from '#main/training/cellPictures/readCells.ts';
import { writeOwnModel } from './ownModel.ts';
import { writeSwappingExpert } from './swappingExpert.ts';
import { openTestWorkstation } from './testWorkstation.ts';

const shipped = path.resolve(import.meta.dirname, '../../models');
const directory = mkdtempSync(path.join(tmpdir(), 'judged-with-experts-'));
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });
let at: string, made = 0;
beforeEach(() => { at = path.join(directory, String(made++)); });

it('judges the classifier in use with the local experts that take part in its counts', async () => {
  const { classifierModel: { card: cells, ...stored } } = await modelsInUse(shipped), classifierModel = { ...stored, card: { ...cells, calibration: { ...cells.calibration, views: 1 as const } } };
  const expert = writeSwappingExpert(at, classifierModel.card);
  const working = await withItsExperts(classifierModel, { libraryDirectory: at });
  expect(identitiesOf(working)).toMatchObject({ name: 'cells', experts: [{ name: 'swapping', sha256: expert.sha256 }] });
  const heldOut = await readCells(drawnCellSources(['NGS', 'LYT'], 10, 3), () => Promise.reject(new Error('drawn cells are not read from files')));
  const { current, candidate } = await judgeOnHeldOut({ current: working, inUse: classifierModel.card, candidate: { card: classifierModel.card, onnx: readFileSync(path.join(shipped, 'cells.onnx')) }, fit: { heldOut, leftOut: [] }, threads: 2 });
  const swapped = (code: string) => (code === 'NGS' ? 'LYT' : code === 'LYT' ? 'NGS' : code);
  expect(candidate.filter(({ forcedCode }) => forcedCode === 'NGS' || forcedCode === 'LYT').length).toBeGreaterThan(5);
  expect(current!.map(({ forcedCode }) => forcedCode)).toEqual(candidate.map(({ forcedCode }) => swapped(forcedCode)));
}, 300_000);

it('names the experts that end before anything is promoted, and keeps which ended', async () => {
  const { classifierModel: { card: cells } } = await modelsInUse(shipped), by = 'Dr A';
  writeSwappingExpert(at, cells);
  const ours = writeOwnModel(at, 'ours');
  const workstation = openTestWorkstation(at);
  await workstation.call('settings.set', { settings: { users: [{ name: by, role: 'hematologist' }] } });
  const expertsInUse = async () => (await workstation.call('models.list', {})).models.filter(({ kind, isInUse }) => kind === 'localExpert' && isInUse).map(({ name }) => name);
  expect(await expertsInUse()).toEqual(['swapping']);
  expect((await workstation.call('models.card', { name: 'ours' })).standing).toMatchObject({ inUse: { name: 'cells', experts: [{ name: 'swapping' }] }, endingExperts: [{ name: 'swapping', summary: expect.stringContaining('Decides again') as string }] });
  expect((await workstation.call('models.card', { name: 'cells' })).standing!.endingExperts).toEqual([]);
  expect((await workstation.promote('ours', by, 'Our stain')).endedExperts).toEqual(['swapping']);
  expect(await expertsInUse()).toEqual([]);
  const { promotions, goesBackTo } = await workstation.call('models.list', {});
  expect([promotions[0].endedExperts, goesBackTo]).toMatchObject([['swapping'], { name: 'cells', from: ours.sha256, endingExperts: [] }]);
  expect((await workstation.goBack(by)).endedExperts).toEqual([]);
  expect(await expertsInUse()).toEqual(['swapping']);
  await workstation.close();
}, 60_000);
