// Field pictures so large that they are cut into parts: in a folder each gives the cells that it gives alone, wherever it lies beside the others and
// however bright they are. With the real choice of regions; only the networks are replaced, by finders that go by darkness and colour.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { darkPieceDetector } from '#main/analysis/detection/darkPieceDetector.ts';
import { chooseRegions } from '#main/analysis/regions/chooseRegions.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import type { CountModels } from '#main/service/countModels.ts';
import { openLibrary } from '#main/store/library.ts';
import { dotModels, findDots } from './dotSlides.ts';
import { drawnMicrometresPerPixel, writeDrawnField } from './drawnFields.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'large-fields-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const at = (...names: string[]): string => path.join(directory, ...names);

const models = (): CountModels => ({
  ...dotModels(), chooseRegions,
  detector: { ...darkPieceDetector, detect: async (picture) => ({ ...(await darkPieceDetector.detect(picture)), nucleated: findDots(picture) }) },
});

/** How many cells were found in each field, everything counted. */
async function cellsByField(slide: string, library: string): Promise<Record<string, number>> {
  const { document } = await countAndReport({
    provider: 'cpu', paths: [slide], outDirectory: at(`out-${library}`), scheme: 'marrow', target: 'everything', micrometresPerPixel: drawnMicrometresPerPixel, libraryDirectory: at(library), paper: 'a4', force: false, restart: false,
  }, {}, () => Promise.resolve(models()));
  expect(document.slides[0].problemFields).toEqual([]);
  const opened = openLibrary(at(library));
  try {
    const fieldOf = new Map(opened.regions.ofSlide(1).map(({ id, field }) => [id, field]));
    return Object.fromEntries([...Map.groupBy(opened.cells.ofSlide(1), ({ regionId }) => fieldOf.get(regionId)!)].map(([field, cells]) => [field, cells.length]));
  } finally {
    opened.close();
  }
}

it('gives the same cells in a folder as alone', async () => {
  mkdirSync(at('fields'));
  const alone: Record<string, number> = {};
  for (const [index, light] of [1, 0.9, 1].entries()) {
    const name = `${String(index)}.png`;
    await writeDrawnField(at('drawn.png'), { sidePx: 2150, seed: 10 + index, micrometresPerPixel: drawnMicrometresPerPixel });
    await sharp(at('drawn.png')).linear(light, 0).toFile(at('fields', name));
    Object.assign(alone, await cellsByField(at('fields', name), `alone-${String(index)}`));
  }
  for (const cells of Object.values(alone)) expect(cells).toBeGreaterThan(100);
  expect(await cellsByField(at('fields'), 'together')).toEqual(alone);
}, 120_000);
