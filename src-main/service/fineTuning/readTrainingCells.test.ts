import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openLibrary } from '#main/store/library.ts';
import { readTrainingCells } from './readTrainingCells.ts';

it('leaves out a case that was excluded after the training was asked for, and says so once', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'excluded-')), library = openLibrary(directory);
  const caseId = library.cases.add({ identity: 'one', settings: '{}', details: '{}', createdAt: '2026-01-01' });
  const cells = JSON.stringify([1, 2].map((cellId) => ({ caseId, cellId, code: 'NGS', side: 'training', group: 'a', identity: 'one', corner: { xPx: 1, yPx: 2 } })));
  library.trainingCases.exclude(caseId, { isExcluded: true, by: 'Dr A', at: '2026-01-02', reason: 'Mixed up' });
  const { pictures, taken } = await readTrainingCells(library, { cells, askedAt: '2026-01-02', folder: undefined, folderSides: {}, classes: ['NGS'], size: { sidePx: 96, widthUm: 22 }, learnt: { pictures: [], unrecorded: [] } }, {});
  expect(pictures.cells).toEqual([]);
  expect(taken.skipped).toEqual([{ what: `case ${caseId}`, why: 'it was left out of trainings after this one was asked for' }]);
  library.close();
  rmSync(directory, { recursive: true, force: true });
});
