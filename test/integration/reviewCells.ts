// A process of its own that reviews the first case of a library, to be killed by tests. It writes the number of each act once that is
// kept: reviewCells.ts LIBRARY BY ACTS
import { writeSync } from 'node:fs';
import { caseColumns } from '#main/cases/review/caseColumns.ts';
import { performAct } from '#main/cases/review/performAct.ts';
import { openLibrary } from '#main/store/library.ts';
import { allOfMarrow } from '../../src-main/cases/review/libraryWithCells.fixture.ts';

const [directory, by, acts] = process.argv.slice(2);
const library = openLibrary(directory);
const place = { caseId: 1, reading: 'first', by } as const;
const cellIds = [...caseColumns(library, 1, allOfMarrow, 'first').ids].filter((id) => id > 0);
const [{ id: slideId }] = library.slides.ofCase(1);
for (let act = 0; act < Number(acts); act++) {
  // Every fourth adds a cell, at a place of its own.
  const box = { xPx: 1000 + 50 * act, yPx: by.length * 1000, widthPx: 40, heightPx: 40 };
  const { version } = performAct(library, allOfMarrow, place, act % 4 === 3 ? { kind: 'addCell', slideId, box, code: 'PLM' } : { kind: 'call', cellIds: [cellIds[act % cellIds.length]], code: act % 2 === 0 ? 'MMZ' : 'MYB' });
  writeSync(1, `${String(version)}\n`);
}
library.close();
