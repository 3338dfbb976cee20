// A library of small slides of drawn cells, one a patient, that a reader has named: for learning from. Nothing is counted; what the
// machine is said to have called is as if it had named every cell right.
import path from 'node:path';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { performAct } from '#main/cases/review/performAct.ts';
import { slideMark } from '#main/cases/slideMark.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import { pasteInto } from '#main/slides/pasteInto.ts';
import { writePyramidalTiff } from '#main/slides/tiff/writePyramidalTiff.ts';
import { openLibrary } from '#main/store/library.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { randomLook } from '#main/synthetic/stainLooks.ts';
import { allOfMarrow } from '../../src-main/cases/review/libraryWithCells.fixture.ts';

const cellPx = 140, micrometresPerPixel = 0.2, columns = 4;

export interface ReviewedPatient {
  readonly name: string;
  /** What is drawn, in order; the machine is said to have seen it. */
  readonly cells: readonly ClassCode[];
  /** What the reader says of each of the first cells; the others are not reviewed. */
  readonly calls: readonly ClassCode[];
}

/** Puts one case a patient into a library (made where it is not there), their slides beside it in a folder. Gives the paths of the slides. */
export async function addReviewedPatients(libraryDirectory: string, slidesDirectory: string, patients: readonly ReviewedPatient[], by = 'Dr A'): Promise<string[]> {
  const library = openLibrary(libraryDirectory);
  const slides: string[] = [];
  for (const [number, { name, cells, calls }] of patients.entries()) {
    const rows = Math.ceil(cells.length / columns), picture = blankPicture(columns * cellPx, rows * cellPx, 236);
    cells.forEach((code, i) => pasteInto(picture, drawCellPicture({ code, look: randomLook(5), seed: 1000 * number + i, widthPx: cellPx, widthUm: cellPx * micrometresPerPixel }), cellPx * (i % columns), cellPx * Math.floor(i / columns)));
    const file = path.join(slidesDirectory, `slide-${number}.tif`);
    await writePyramidalTiff({
      path: file, widthPx: picture.widthPx, heightPx: picture.heightPx, micrometresPerPixel, description: 'aperio',
      readStrip: (yPx, heightPx) => ({ widthPx: picture.widthPx, heightPx, rgb: picture.rgb.subarray(3 * picture.widthPx * yPx, 3 * picture.widthPx * (yPx + heightPx)) }),
    });
    slides.push(file);
    const source = await openSlide(file), hash = await source.hash();
    await source.close();
    const settings = { formatVersion: 1, kind: 'marrow', everywhere: true, seed: 1, models: [], provider: 'cpu' };
    const caseId = library.cases.add({ identity: hash, settings: JSON.stringify(settings), details: JSON.stringify({ patient: { name, identifier: `id of ${name}` } }), createdAt: new Date(2026, 0, 1 + number).toISOString() });
    const { widthPx, heightPx } = picture;
    const slideId = library.slides.add({ caseId, position: 0, path: file, format: 'TIFF', hash, widthPx, heightPx });
    library.slides.setFileMark(slideId, await slideMark(file));
    library.slides.setScale(slideId, { micrometresPerPixel, scaleOrigin: 'file', redCells: null, redCellSpread: null }, new Map());
    library.regions.addChoice(slideId, { verdict: 'smear', reasons: [], qualityMap: '{}' }, [{ field: path.basename(file), box: { xPx: 0, yPx: 0, widthPx, heightPx } }], []);
    const [{ id: regionId }] = library.regions.ofSlide(slideId);
    library.regions.markCounted(regionId);
    library.cells.addToRegion(regionId, cells.map((code, i) => ({
      box: { xPx: cellPx * (i % columns) + 40, yPx: cellPx * Math.floor(i / columns) + 40, widthPx: 60, heightPx: 60 }, score: 0.9,
      machineCall: { code, forcedCode: code, probabilities: Float32Array.of(0.9, 0.1), familiarity: 0.5, modelVersion: 'cells@1.0.0:abc' },
    })));
    const ids = library.cells.ofSlide(slideId).map(({ id }) => id);
    for (const [code, places] of Map.groupBy(calls.keys(), (i) => calls[i])) performAct(library, allOfMarrow, { caseId, reading: 'first', by }, { kind: 'call', cellIds: places.map((i) => ids[i]), code });
  }
  library.close();
  return slides;
}

const otherName: Partial<Record<ClassCode, ClassCode>> = { NGS: 'LYT', LYT: 'NGS' };

/** Patients with as many segmented neutrophils as lymphocytes, each named as the other: a classifier must learn to see them otherwise. */
export function patientsNamedOtherwise(count: number, cellsEach: number): ReviewedPatient[] {
  return Array.from({ length: count }, (_, number) => {
    const cells = Array.from({ length: cellsEach }, (__, i): ClassCode => (i % 2 === 0 ? 'NGS' : 'LYT'));
    return { name: `Patient ${number}`, cells, calls: cells.map((code) => otherName[code]!) };
  });
}
