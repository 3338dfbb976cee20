import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { allOfMarrow, libraryWithCells } from '#main/cases/review/libraryWithCells.fixture.ts';
import { performAct } from '#main/cases/review/performAct.ts';
import { libraryCells } from './libraryCells.ts';

it('never learns cells that were called UNK, not for a classifier that has such an answer either', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'library-cells-')), { library, caseId, cellIds: [first, second] } = libraryWithCells(directory, [[['NGB', 'NGS']]]);
  const act = { caseId, reading: 'first', by: 'Dr A' } as const;
  performAct(library, allOfMarrow, act, { kind: 'call', cellIds: [first], code: 'LYT' });
  performAct(library, allOfMarrow, act, { kind: 'call', cellIds: [second], code: 'UNK' });
  const [{ cells, left }] = libraryCells(library, ['NGS', 'LYT', 'UNK']).cases;
  expect(cells.map(({ cellId, code }) => [cellId, code])).toEqual([[first, 'LYT']]);
  expect(left.map(({ cellId, why }) => [cellId, why])).toEqual([[second, 'unnamed']]);
  library.close();
  rmSync(directory, { recursive: true, force: true });
});
