import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { marrowScheme } from '#shared/taxonomy/schemes.ts';
import { allOfMarrow, libraryWithCells } from '#main/cases/review/libraryWithCells.fixture.ts';
import { smearFigures } from '#main/cases/smearFigures.ts';
import { documentSlide } from './assembleDocument.ts';

it('says beside a slide\'s scale from how many red cells it is, and that of fields of other cameras', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'document-'));
  const { library, caseId, slideIds: [slideId] } = libraryWithCells(directory, [[['LYT']]]);
  try {
    const noteWith = (redCells: number | null, ofFields: Record<string, number>) => {
      library.slides.setScale(slideId, { micrometresPerPixel: 0.25, scaleOrigin: redCells === null ? 'file' : 'redCells', redCells, redCellSpread: redCells && 0.1 }, new Map(Object.entries(ofFields)));
      return documentSlide(smearFigures(library, caseId, allOfMarrow, 'machine')[0], marrowScheme).scaleNote;
    };
    expect(noteWith(null, {})).toBeUndefined();
    expect(noteWith(100, {})).toMatch(/^100 single round red cells measured, give or take \d+ %$/);
    expect(noteWith(100, { 'a.png': 0.1 })).toMatch(/^100 single .* %; in 1 field of another camera 0\.1000$/);
    expect(noteWith(null, { 'b.png': 0.1, 'c.png': 0.125 })).toBe('in 3 fields of another camera 0.1000 to 0.1250');
  } finally {
    library.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
