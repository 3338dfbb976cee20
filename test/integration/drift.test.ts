// Whether machine and reviewers still agree, and slides still look as they did: over cases that are counted and reviewed for good.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { writeDotSlide } from './dotSlides.ts';
import type { TestWorkstation } from './testWorkstation.ts';
import { openTestWorkstation } from './testWorkstation.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'drift-'));
let workstation: TestWorkstation;
beforeAll(() => { workstation = openTestWorkstation(path.join(directory, 'library')); });
afterAll(async () => {
  await workstation.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A case of one slide that is counted, and reviewed: every lymphocyte is confirmed, and so many of ten segmented neutrophils. */
async function reviewedCase(seed: number, { confirmed = 9, light = 1 } = {}): Promise<number> {
  const file = path.join(directory, `${seed}.tif`);
  await writeDotSlide(file, 1200, seed, 0.7, light);
  const { caseId } = await workstation.call('cases.create', { paths: [file], fields: {}, specimen: 'marrow', target: 100 });
  await workstation.jobIs(caseId, 'done');
  const { ids, machineCodes } = await workstation.call('cells.ofCase', { caseId, reading: 'first' });
  const named = (code: 'NGS' | 'LYT') => [...ids].filter((_, row) => machineCodes[row] === classCodes.indexOf(code));
  const act = { caseId, reading: 'first' as const, by: 'Dr A' };
  const [ngs, lyt] = [named('NGS'), named('LYT')];
  await workstation.call('review.call', { ...act, cellIds: lyt, code: 'LYT' });
  await workstation.call('review.call', { ...act, cellIds: ngs.filter((_, i) => i % 10 < confirmed), code: 'NGS' });
  const others = ngs.filter((_, i) => i % 10 >= confirmed);
  // What the reviewer says is a lymphocyte was called a neutrophil: it counts against the lymphocytes.
  if (others.length > 0) await workstation.call('review.call', { ...act, cellIds: others, code: 'LYT' });
  return caseId;
}

it('charts cases once there are enough, finds the class in which a case is out and the slide that is stained otherwise, and says so at the case', async () => {
  expect(await workstation.call('models.drift', {})).toEqual({ agreement: [], colours: [] });
  await workstation.call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }] } });
  for (const seed of [1, 2, 3, 4, 5]) await reviewedCase(seed);
  const before = await workstation.call('models.drift', {});
  expect(before.agreement).toMatchObject([{ specimen: 'marrow', models: 'dots 1', cases: 5, needed: 6, rows: [] }]);
  expect(before.colours).toMatchObject([{ specimen: 'marrow', slides: 5, rows: [] }]);

  const usual = await reviewedCase(6), out = await reviewedCase(7, { confirmed: 3, light: 0.8 });
  const { agreement: [agreement], colours } = await workstation.call('models.drift', {});
  const lymphocytes = agreement.rows.find(({ watched }) => watched === 'LYT')!;
  expect(lymphocytes.points.map(({ caseId, state }) => [caseId, state])).toEqual([[1, 'within'], [2, 'within'], [3, 'within'], [4, 'within'], [5, 'within'], [usual, 'within'], [out, 'below']]);
  expect(agreement.rows.find(({ watched }) => watched === 'NGS')!.points.every(({ state }) => state === 'within')).toBe(true);
  const [{ rows }] = colours;
  // A fifth less light is log₁₀(1 / 0.8) = 0.097 more density of the glass; the dots themselves are of any colour.
  for (const { points, mean } of rows.filter(({ name }) => name.startsWith('background'))) {
    expect(points.map(({ state }) => state)).toEqual([...Array(6).fill('within') as string[], 'above']);
    expect(points.at(-1)!.value - mean).toBeCloseTo(0.097, 2);
  }
  // What the dots' own model learnt from is not known: nothing is said at the case.
  expect(await workstation.call('models.driftOfCase', { caseId: usual })).toEqual({ agreement: [], colours: [], unlikeModel: [] });
  // No nucleus that the shipped classifier learnt from takes away so much blue as dots do.
  const { unlikeModel } = colours[0];
  expect(unlikeModel).toMatchObject({ model: 'cells', on: 'marrow-cells' });
  expect(unlikeModel!.slides.map(({ slide }) => slide)).toEqual(['7.tif', '6.tif', '5.tif', '4.tif', '3.tif', '2.tif', '1.tif']);
  expect(unlikeModel!.slides[1].colours).toContainEqual({ name: 'nucleusBlue', state: 'above' });
  const told = await workstation.call('models.driftOfCase', { caseId: out });
  expect(told.agreement.map(({ watched, state }) => [watched, state])).toContainEqual(['LYT', 'below']);
  expect(new Set(told.colours.map(({ slide }) => slide))).toEqual(new Set(['7.tif']));

  // Nobody who reads a case a second time sees here how often its first reader agreed with the machine.
  await workstation.call('settings.set', { settings: { users: ['Dr A', 'Dr B'].map((name) => ({ name, role: 'hematologist' })) } });
  const charted = async () => [...new Set((await workstation.call('models.drift', {})).agreement[0].rows.flatMap(({ points }) => points.map(({ caseId }) => caseId)))].sort((a, b) => a - b);
  expect(await charted()).toEqual([1, 2, 3, 4, 5, usual, out]);
  await workstation.call('readings.begin', { caseId: usual, reading: 'second', reader: 'Dr B' });
  expect(await charted()).toEqual([1, 2, 3, 4, 5, out]);
  for (const reading of ['first', 'second'] as const) await workstation.call('readings.finish', { caseId: usual, reading, finished: true });
  expect(await charted()).toEqual([1, 2, 3, 4, 5, usual, out]);

  // What is reviewed anew counts anew.
  await workstation.call('review.undo', { caseId: out, reading: 'first', by: 'Dr A' });
  const mended = await workstation.call('models.drift', {});
  expect(mended.agreement[0].rows.find(({ watched }) => watched === 'LYT')!.points.at(-1)!.state).toBe('within');
}, 240_000);
