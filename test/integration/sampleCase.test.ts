import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Progress } from '#shared/jobs/progress.ts';
import type { TestWorkstation } from './testWorkstation.ts';
import { openTestWorkstation } from './testWorkstation.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'sample-case-'));
let workstation: TestWorkstation;
beforeAll(() => { workstation = openTestWorkstation(path.join(directory, 'library')); });
afterAll(async () => {
  await workstation.close();
  rmSync(directory, { recursive: true, force: true });
});

it('makes the sample in a new library, and tells all who wait how far it is', async () => {
  const told: Progress[][] = [[], []];
  const [first, second] = await Promise.all(told.map((heard) => workstation.call('sample.open', {}, { report: (progress) => { heard.push(progress); } })));
  expect(first.caseId).toBeDefined();
  expect(second).toEqual(first);
  for (const heard of told) {
    expect(heard).toContainEqual({ stage: 'Drawing dots', done: 1, total: 2 });
    expect(heard.at(-1)!.stage).not.toBe('Drawing dots');
  }
  expect((await workstation.call('cases.list', {})).cases).toMatchObject([{ id: first.caseId, isSample: true }]);
});

it('does not give it back unasked to who took it away', async () => {
  const { caseId } = await workstation.call('sample.open', {});
  await workstation.call('cases.remove', { caseId: caseId! });
  expect(await workstation.call('sample.open', {})).toEqual({});
  expect((await workstation.call('cases.list', {})).cases).toEqual([]);
});
