import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openLibrary } from '#main/store/library.ts';
import { thisProcess } from '#main/jobs/jobHolder.ts';
import { forgetRemovedCases } from './forgetRemovedCases.ts';
import { trainingJob } from './trainingJob.ts';
import { differingPictures, trainingPlace } from './trainingPlace.ts';

it('takes away pictures and places of cells whose case was removed, and leaves the others and the figures', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'forget-')), library = openLibrary(directory);
  const [gone, stays] = ['gone', 'stays'].map((identity) => library.cases.add({ identity, settings: '{}', details: '{}', createdAt: '2026-01-01' }));
  const id = library.trainings.add({ name: 'ours', baseName: 'cells', baseVersion: '1', by: 'Dr A', startedAt: '2026-01-01', request: '{}', cells: '[]' });
  const cell = { truth: 'LYT', current: 'NGS', candidate: 'LYT' };
  const judgement = { verdict: 'cannotJudge', why: 'Few.', agreement: 1 };
  const result = {
    current: { name: 'cells', version: '1' }, judgement, doubts: [], differingInAll: 200,
    differing: [{ ...cell, number: 0, caseId: gone, cellId: 4, from: `case ${gone}, cell 4` }, { ...cell, number: 1, caseId: stays, cellId: 5, from: `case ${stays}, cell 5` }, { ...cell, number: 2, from: 'LYT/1.png' }],
  };
  library.trainings.setResult(id, JSON.stringify(result), '0'.repeat(64));
  const pictures = differingPictures(trainingPlace(directory, id));
  mkdirSync(pictures, { recursive: true });
  for (const { number } of result.differing) writeFileSync(path.join(pictures, `${number}.jpg`), '');
  // Of a judgement before, whose cells may be the case's, too.
  writeFileSync(path.join(pictures, '7.jpg'), '');
  library.cases.remove(gone);
  await forgetRemovedCases(library, directory);
  expect(readdirSync(pictures).sort()).toEqual(['1.jpg', '2.jpg']);
  expect(JSON.parse(library.trainings.find(id)!.result!)).toEqual({ ...result, differing: result.differing.slice(1), differingInAll: 199 });
  // What comes while it is judged is named when that ends.
  const job = library.jobs.add(trainingJob.kind, String(id), JSON.stringify({ trainingId: id }));
  library.jobs.hold(job, 'token', thisProcess(), { input: JSON.stringify({ trainingId: id }), attempt: 1, deaths: 0 });
  writeFileSync(path.join(pictures, '8.jpg'), '');
  await forgetRemovedCases(library, directory);
  expect(readdirSync(pictures).sort()).toEqual(['1.jpg', '2.jpg', '8.jpg']);
  library.close();
  rmSync(directory, { recursive: true, force: true });
});
