import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { marrowScheme } from '#shared/taxonomy/schemes.ts';
import { Connection } from '#main/store/connection.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import type { CountRules } from './detectedCells.ts';

const classes: readonly ClassCode[] = ['NGB', 'NGS', 'LYT', 'EBP'];

/** What every test of the review counts by: the classes of a marrow, all cells. */
export const allOfMarrow: CountRules = { target: 'everything', countable: new Set(marrowScheme.rows.filter(({ place }) => place === 'counted').map(({ code }) => code as ClassCode)) };

/**
 * A library with one counted case, as a count leaves it. `slides` has the machine's calls: of each slide, of each region. Cell i of
 * region r lies at (100 i, 1000 r) on its slide, 40 px a side. Probabilities are of NGB, NGS, LYT, EBP, in quarters.
 */
export function libraryWithCells(directory: string, slides: readonly (readonly (readonly ClassCode[])[])[]): { library: Library; caseId: number; slideIds: number[]; cellIds: number[] } {
  const library = openLibrary(directory);
  const settings = { formatVersion: 1, kind: 'marrow', everywhere: true, seed: 1, models: [], provider: 'cpu' };
  const caseId = library.cases.add({ identity: `case ${String(slides.length)}`, settings: JSON.stringify(settings), details: '{}', createdAt: new Date().toISOString() });
  const slideIds = library.transaction(() => slides.map((regions, position) => {
    const slideId = library.slides.add({ caseId, position, path: `/smears/${String(position)}.svs`, format: 'SVS', hash: String(position).repeat(64).slice(0, 64), widthPx: 40_000, heightPx: 30_000 });
    library.slides.setScale(slideId, { micrometresPerPixel: 0.25, scaleOrigin: 'file', redCells: null, redCellSpread: null }, new Map());
    const boxes = regions.map((_, place) => ({ field: `${String(position)}.svs`, box: { xPx: 0, yPx: 1000 * place, widthPx: 4000, heightPx: 1000 } }));
    library.regions.addChoice(slideId, { verdict: 'smear', reasons: [], qualityMap: '{}' }, boxes, []);
    for (const [place, { id }] of library.regions.ofSlide(slideId).entries()) {
      library.regions.markCounted(id);
      library.cells.addToRegion(id, regions[place].map((code, i) => ({
        box: { xPx: 100 * i, yPx: 1000 * place, widthPx: 40, heightPx: 40 }, score: 0.9,
        machineCall: { code, forcedCode: code === 'UNK' ? 'LYT' : code, probabilities: Float32Array.from(classes, (other) => (other === code ? 0.7 : 0.1)), familiarity: 0.5, modelVersion: 'cells@1.0.0:abc' },
      })));
    }
    return slideId;
  }));
  return { library, caseId, slideIds, cellIds: slideIds.flatMap((slideId) => library.cells.ofSlide(slideId).map(({ id }) => id)) };
}

/** Counts one more region of a slide, with one cell where the first of that region would lie. Gives the cell's id. */
export function countMore(library: Library, slideId: number, code: ClassCode): number {
  const position = library.regions.ofSlide(slideId).length;
  const connection = new Connection(library.path);
  connection.write("INSERT INTO regions (slideId, position, field, xPx, yPx, widthPx, heightPx, state) VALUES (?, ?, 'f', 0, ?, 4000, 1000, 'counted')", slideId, position, 1000 * position);
  connection.close();
  library.cells.addToRegion(library.regions.ofSlide(slideId)[position].id, [{
    box: { xPx: 0, yPx: 1000 * position, widthPx: 40, heightPx: 40 }, score: 1,
    machineCall: { code, forcedCode: code === 'UNK' ? 'LYT' : code, probabilities: Float32Array.of(0.25, 0.75), familiarity: 0.125, modelVersion: 'm' },
  }]);
  return library.cells.ofSlide(slideId).at(-1)!.id;
}
