import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDotSlide } from './dotSlides.ts';
import type { TestWorkstation } from './testWorkstation.ts';
import { openTestWorkstation } from './testWorkstation.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'doubted-smear-'));
const [one, two, empty] = ['one.tif', 'two.tif', 'empty.tif'].map((name) => path.join(directory, name));
let workstation: TestWorkstation;
beforeAll(async () => {
  for (const [index, slide] of [one, two].entries()) await writeDotSlide(slide, 1400, index + 1);
  await writeDotSlide(empty, 600, 1, 0);
  workstation = openTestWorkstation(path.join(directory, 'library'), { doubtedSlide: 'two.tif' });
});
afterAll(async () => {
  await workstation.close();
  rmSync(directory, { recursive: true, force: true });
});

const create = async (paths: string[]): Promise<number> => (await workstation.call('cases.create', { paths, fields: {}, specimen: 'marrow', target: 40 })).caseId;
const summary = async (caseId: number) => (await workstation.call('cases.list', {})).cases.find(({ id }) => id === caseId)!;

it('tells by a code that a slide does not look like a smear, and counts it all the same when a person says so', async () => {
  const caseId = await create([one, two]);
  await workstation.jobIs(caseId, 'failed');
  const refused = { cellsCounted: 0, job: { state: 'failed', failureCode: 'slide-not-a-smear', reason: expect.stringContaining(`${two} does not look like a smear: it holds dots.`) } };
  expect(await summary(caseId)).toMatchObject(refused);
  await workstation.call('cases.count', { caseId });
  await workstation.jobIs(caseId, 'failed');
  expect(await summary(caseId)).toMatchObject(refused);
  await workstation.call('cases.count', { caseId, evenIfNoSmear: true });
  await workstation.jobIs(caseId, 'done');
  const counted = await summary(caseId);
  expect(counted).toMatchObject({ cellsCounted: 40, flags: expect.arrayContaining(['does not look like a smear']) });
  expect(counted.job?.failureCode).toBeUndefined();
  const { document } = await workstation.call('report.get', { caseId });
  expect(document.warnings).toContain('two.tif does not look like a smear and was counted because that was asked for: it holds dots.');
  // Asked once: a higher target needs no second word.
  await workstation.call('cases.count', { caseId, target: 60 });
  await workstation.jobIs(caseId, 'done', 'failed');
  expect(await summary(caseId)).toMatchObject({ cellsCounted: 60, job: { state: 'done' } });
});

it('tells another failure by another code', async () => {
  const caseId = await create([empty]);
  await workstation.jobIs(caseId, 'failed');
  expect((await summary(caseId)).job?.failureCode).toBe('no-cells');
});
