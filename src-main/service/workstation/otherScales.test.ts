import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { countedCase } from '#main/cases/countedCase.ts';
import { allOfMarrow } from '#main/cases/review/libraryWithCells.fixture.ts';
import { performAct } from '#main/cases/review/performAct.ts';
import { openLibrary } from '#main/store/library.ts';
import { otherScales } from './otherScales.ts';
import { placeOfCellOnSlide } from './placeOfCellOnSlide.ts';

it('names the regions of fields of another camera, by whose scale the pictures of their cells are cut', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'scales-'));
  const library = openLibrary(directory);
  try {
    const caseId = library.cases.add({ identity: 'fields', settings: '{}', details: '{}', createdAt: new Date().toISOString() });
    const slideId = library.slides.add({ caseId, position: 0, path: '/fields', format: 'Folder of pictures', hash: '0'.repeat(64), widthPx: 900, heightPx: 400 });
    const boxes = [0, 500].map((xPx) => ({ field: `${String(xPx)}.png`, box: { xPx, yPx: 0, widthPx: 400, heightPx: 400 } }));
    library.regions.addChoice(slideId, { verdict: 'smear', reasons: [], qualityMap: '{}' }, boxes, []);
    library.slides.setScale(slideId, { micrometresPerPixel: 0.25, scaleOrigin: 'file', redCells: null, redCellSpread: null }, new Map());
    expect(otherScales(library, slideId)).toEqual([]);
    library.slides.setScale(slideId, { micrometresPerPixel: 0.25, scaleOrigin: 'file', redCells: null, redCellSpread: null }, new Map([['500.png', 0.1]]));
    expect(otherScales(library, slideId)).toEqual([{ box: boxes[1].box, micrometresPerPixel: 0.1 }]);
    for (const { id, box } of library.regions.ofSlide(slideId)) {
      library.regions.markCounted(id);
      library.cells.addToRegion(id, [{
        box: { ...box, widthPx: 40, heightPx: 40 }, score: 0.9,
        machineCall: { code: 'LYT', forcedCode: 'LYT', probabilities: Float32Array.of(0.1, 0.1, 0.7, 0.1), familiarity: 0.5, modelVersion: 'cells@1.0.0:abc' },
      }]);
    }
    expect(library.cells.ofSlide(slideId).map(({ id }) => placeOfCellOnSlide(library, caseId, id).micrometresPerPixel)).toEqual([0.25, 0.1]);
  } finally {
    library.close();
    rmSync(directory, { recursive: true, force: true });
  }
});

it('measures cells that a person adds in a field that was left out by that field\'s scale, too', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'scales-'));
  const library = openLibrary(directory);
  try {
    const settings = { formatVersion: 1, kind: 'marrow', everywhere: true, seed: 1, models: [], provider: 'cpu' };
    const caseId = library.cases.add({ identity: 'fields', settings: JSON.stringify(settings), details: '{}', createdAt: new Date().toISOString() });
    const slideId = library.slides.add({ caseId, position: 0, path: '/fields', format: 'Folder of pictures', hash: '0'.repeat(64), widthPx: 900, heightPx: 400 });
    const blocks = [{ field: 'a.png', quality: 'good', box: { xPx: 0, yPx: 0, widthPx: 400, heightPx: 400 } }, { field: 'b.png', quality: 'blurred', box: { xPx: 500, yPx: 0, widthPx: 400, heightPx: 400 } }];
    library.regions.addChoice(slideId, { verdict: 'smear', reasons: [], qualityMap: JSON.stringify({ blocks }) }, blocks.slice(0, 1), []);
    library.slides.setScale(slideId, { micrometresPerPixel: 0.25, scaleOrigin: 'redCells', redCells: 30, redCellSpread: 0.1 }, new Map([['b.png', 0.1]]));
    const [{ id: regionId }] = library.regions.ofSlide(slideId);
    library.regions.markCounted(regionId);
    const middles = [200, 700, 450];
    for (const middle of middles) performAct(library, allOfMarrow, { caseId, reading: 'first', by: 'Dr A' }, { kind: 'addCell', slideId, box: { xPx: middle - 20, yPx: 100, widthPx: 40, heightPx: 40 }, code: 'LYT' });
    expect(otherScales(library, slideId)).toEqual([{ box: blocks[1].box, micrometresPerPixel: 0.1 }]);
    const added = library.addedCells.standing(caseId, 'first');
    expect(added.map(({ id }) => placeOfCellOnSlide(library, caseId, -id).micrometresPerPixel)).toEqual([0.25, 0.1, 0.25]);
    const [{ cells, scaleOfCell }] = countedCase(library, caseId, 'everything', allOfMarrow.countable);
    expect(cells.map((cell) => [cell.box.xPx + 20, scaleOfCell(cell)])).toEqual([[200, 0.25], [700, 0.1], [450, 0.25]]);
  } finally {
    library.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
