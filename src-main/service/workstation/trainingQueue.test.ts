import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { beginReading, finishReading } from '#main/cases/review/readings.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import { TrainingQueue } from './trainingQueue.ts';

let directory: string, library: Library, trainings: TrainingQueue;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'queue-'));
  library = openLibrary(directory);
  trainings = new TrainingQueue({ library, order: { libraryDirectory: directory }, startWorker: () => { throw new Error('nothing is trained here'); }, onChange: () => undefined });
});
afterEach(async () => {
  await trainings.close();
  library.close();
  rmSync(directory, { recursive: true, force: true });
});

it('hides a judged cell and its picture while a second reader is at work on its case, and shows them again', () => {
  const [read, other] = ['read', 'other'].map((identity) => library.cases.add({ identity, settings: '{}', details: '{}', createdAt: '2026-01-01' }));
  const request = { settings: { part: 'head', batch: 64, learningRate: 0.002, augmentation: 'usual' }, folderSides: {}, seed: 1, threads: 1 };
  const id = library.trainings.add({ name: 'ours', baseName: 'cells', baseVersion: '1', by: 'Dr A', startedAt: '2026-01-01T00:00:00.000Z', request: JSON.stringify(request), cells: '[]' });
  library.trainings.setCurve(id, JSON.stringify({ parts: [] }));
  const calls = { truth: 'NGB', current: 'NGS', candidate: 'LYT' };
  const differing = [...[read, other].map((caseId, number) => ({ ...calls, number, caseId, cellId: 4, from: `case ${caseId}, cell 4` })), { ...calls, number: 2, from: 'NGB/1.png' }];
  library.trainings.setResult(id, JSON.stringify({ current: { name: 'cells', version: '1' }, judgement: { verdict: 'cannotJudge', why: 'Few.', agreement: 1 }, doubts: [], differingInAll: 3, differing }), '0'.repeat(64));
  const shown = () => {
    const { differing: cells, differingHidden } = trainings.detail(id, { installed: new Map(), inUse: '' }).result!;
    return { numbers: cells.map(({ number }) => number), hidden: differingHidden };
  };

  expect(shown()).toEqual({ numbers: [0, 1, 2], hidden: undefined });
  beginReading(library, read, 'first', 'Dr A');
  expect(shown()).toEqual({ numbers: [0, 1, 2], hidden: undefined });
  beginReading(library, read, 'second', 'Dr B');
  expect(shown()).toEqual({ numbers: [1, 2], hidden: 1 });
  expect(() => { trainings.mustShowPicture(id, 0); }).toThrow(expect.objectContaining({ remedy: expect.stringContaining('second reader') as string }) as Error);
  for (const number of [1, 2]) trainings.mustShowPicture(id, number);
  // The second reader may finish first; the first one's calls are still no settled word.
  finishReading(library, read, 'second', true);
  expect(shown().hidden).toBe(1);
  finishReading(library, read, 'first', true);
  expect(shown()).toEqual({ numbers: [0, 1, 2], hidden: undefined });
  trainings.mustShowPicture(id, 0);
  expect(() => { trainings.mustShowPicture(id, 3); }).toThrow('not there any more');
});
