import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { allOfMarrow, countMore, libraryWithCells } from '#main/cases/review/libraryWithCells.fixture.ts';
import { performAct } from '#main/cases/review/performAct.ts';
import type { ReviewAct } from '#main/cases/review/reviewAct.ts';
import { reportedCase } from './reportedCase.ts';

it('reports a cell once that was added and then found, as the person\'s, and nothing as taken away', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'reported-'));
  const { library, caseId, slideIds: [slideId], cellIds } = libraryWithCells(directory, [[['NGB', 'NGS', 'LYT']]]);
  try {
    const act = (what: ReviewAct) => performAct(library, allOfMarrow, { caseId, reading: 'first', by: 'Dr A' }, what);
    act({ kind: 'addCell', slideId, box: { xPx: 2, yPx: 1002, widthPx: 40, heightPx: 40 }, code: 'BLA' });
    countMore(library, slideId, 'LYT');
    act({ kind: 'removeCells', cellIds: [cellIds[0]] });
    const { input } = reportedCase(library, caseId, 'first', [], '1.0.0');
    expect(input.counts).toEqual({ BLA: 1, LYT: 1, NGS: 1 });
    expect(input.review).toMatchObject({ cellsAdded: 1, cellsRemoved: 1 });
  } finally {
    library.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
