import type { CountSettings } from '#shared/cases/countSettings.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { beginCase } from '#main/cases/beginCase.ts';
import { closeSmears, openSmears } from '#main/cases/openSmears.ts';
import { slideMark } from '#main/cases/slideMark.ts';
import { thisProcess } from '#main/jobs/jobHolder.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { countJob } from '#main/service/countJob.ts';
import { shippedModelsDirectory } from '#main/service/places.ts';
import type { Library } from '#main/store/library.ts';
import type { NewCell } from '#main/store/repositories/cellRepository.ts';
import { benchSlideMicrometresPerPixel, whiteCellsOf } from '../benchSlide.ts';
import { drawnCall } from './drawnCalls.ts';

/** Regions of a seeded slide, across and down. */
const [regionsAcross, regionsDown] = [20, 15];
/** Side of a cell that stands where the slide has none: 12 µm. */
const drawnSidePx = Math.round(12 / benchSlideMicrometresPerPixel);

export interface SeededCase { readonly slide: string; readonly patient: string; readonly cells: number; readonly seed: number }

/**
 * Puts a case into a library as a count leaves it, through the repositories that a count writes to: regions all counted, so many cells
 * with the machine's calls, the job done. Its cells are the slide's white cells, and, beyond those, places drawn at random. Gives its id.
 */
export async function seedCase(library: Library, { slide, patient, cells, seed }: SeededCase): Promise<number> {
  const { detectorModel, classifierModel, expertModels } = await modelsInUse(shippedModelsDirectory);
  const models = [detectorModel, classifierModel, ...expertModels].map(({ card: { name, version, sha256 } }) => ({ name, version, sha256 }));
  const settings: CountSettings = { formatVersion: 1, kind: 'marrow', seed, everywhere: false, provider: 'cpu', models };
  const smears = await openSmears([slide], {});
  try {
    const mark = await slideMark(slide);
    const [{ widthPx, heightPx }] = smears[0].source.levels;
    const caseId = beginCase(library, smears, settings, JSON.stringify({ patient: { name: patient } }), false);
    const [{ id: slideId }] = library.slides.ofCase(caseId);
    library.slides.setFileMark(slideId, mark);
    library.slides.setScale(slideId, { micrometresPerPixel: benchSlideMicrometresPerPixel, scaleOrigin: 'user', redCells: null, redCellSpread: null }, new Map());
    const [width, height] = [Math.ceil(widthPx / regionsAcross), Math.ceil(heightPx / regionsDown)];
    const regionOf = (box: BoxPx): number => Math.floor((box.yPx + box.heightPx / 2) / height) * regionsAcross + Math.floor((box.xPx + box.widthPx / 2) / width);
    const regions = Array.from({ length: regionsAcross * regionsDown }, (_, place) => {
      const [xPx, yPx] = [(place % regionsAcross) * width, Math.floor(place / regionsAcross) * height];
      return { box: { xPx, yPx, widthPx: Math.min(width, widthPx - xPx), heightPx: Math.min(height, heightPx - yPx) }, field: '' };
    });
    library.regions.addChoice(slideId, { verdict: 'smear', reasons: [], qualityMap: '{}' }, regions, []);
    const random = seededRandom(seed);
    const { classes, version, sha256 } = classifierModel.card;
    const placed = placesOf(slide, cells, widthPx, heightPx, seed).map((box): NewCell => ({ box, score: 0.9, machineCall: drawnCall(classes, `cells@${version}:${sha256}`, random) }));
    const byRegion = Map.groupBy(placed, ({ box }) => regionOf(box));
    for (const { id, position } of library.regions.ofSlide(slideId)) {
      library.cells.addToRegion(id, byRegion.get(position) ?? []);
      library.regions.markCounted(id);
    }
    const { identity } = library.cases.get(caseId);
    const input = JSON.stringify({ settings, paths: [slide], target: cells, force: false });
    const jobId = library.jobs.add(countJob.kind, identity, input);
    library.jobs.hold(jobId, 'seed', thisProcess(), { input, attempt: 1, deaths: 0 });
    library.jobs.release(jobId, 'seed', 'done', null);
    return caseId;
  } finally {
    await closeSmears(smears);
  }
}

/** White cells from all over the slide, as many as it has; then places drawn at random. */
function placesOf(slide: string, cells: number, widthPx: number, heightPx: number, seed: number): BoxPx[] {
  const white = whiteCellsOf(slide);
  const step = Math.max(1, white.length / cells);
  const real = Array.from({ length: Math.min(cells, white.length) }, (_, place) => white[Math.floor(place * step)]);
  const random = seededRandom(seed, 1);
  const drawn = Array.from({ length: cells - real.length }, () => ({ xPx: random.below(widthPx - drawnSidePx), yPx: random.below(heightPx - drawnSidePx), widthPx: drawnSidePx, heightPx: drawnSidePx }));
  return [...real, ...drawn];
}
