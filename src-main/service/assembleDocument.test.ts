import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { marrowScheme } from '#shared/taxonomy/schemes.ts';
import { allOfMarrow, libraryWithCells } from '#main/cases/review/libraryWithCells.fixture.ts';
import { smearFigures } from '#main/cases/smearFigures.ts';
import { documentSlide, slideWarnings } from './assembleDocument.ts';

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

it('says of a smear that was given up how many of its cells could not be named, and of one that ran out of others nothing', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'document-'));
  const warningsOf = (name: string, ...slides: ClassCode[][]) => {
    const { library, caseId } = libraryWithCells(path.join(directory, name), slides.map((codes) => [codes]));
    try {
      return slideWarnings(smearFigures(library, caseId, { ...allOfMarrow, target: 4 }, 'first'));
    } finally {
      library.close();
    }
  };
  const repeated = (times: number, ...codes: ClassCode[]): ClassCode[] => Array.from({ length: times }, () => codes).flat();
  try {
    expect(warningsOf('unnamed', ['LYT', ...repeated(12, 'UNK', 'SMU', 'UNK')], ['LYT', 'LYT'])).toEqual([
      '0.svs: the count was ended after 8 cells, because 7 of them (88 %) could not be named. The models may not know this stain or these cells: name them by eye, or count everything.',
    ]);
    expect(warningsOf('named', [...repeated(5, 'UNK'), ...repeated(10, 'UNK', 'LYT')], ['LYT'])).toEqual([]);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
