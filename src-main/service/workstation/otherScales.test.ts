import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
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
