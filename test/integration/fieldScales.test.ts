// Folders that several cameras filled: each picture is counted at its own scale, or set aside where nobody knows it; and each picture once.
// With the real measuring of the scale and the real choice of regions. Only the networks are replaced, by finders that go by darkness and colour.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DocumentSlide } from '#shared/reports/differentialDocument.ts';
import { darkPieceDetector } from '#main/analysis/detection/darkPieceDetector.ts';
import { chooseRegions } from '#main/analysis/regions/chooseRegions.ts';
import { measureScale } from '#main/analysis/scale/measureScale.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import type { CountModels } from '#main/service/countModels.ts';
import { openLibrary } from '#main/store/library.ts';
import { dotModels, findDots } from './dotSlides.ts';
import { writeDrawnField } from './drawnFields.ts';
import { readPdf } from './readPdf.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'field-scales-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const at = (...names: string[]): string => path.join(directory, ...names);

const models = (): CountModels => ({
  ...dotModels(), measureScale, chooseRegions,
  detector: { ...darkPieceDetector, detect: async (picture) => ({ ...(await darkPieceDetector.detect(picture)), nucleated: findDots(picture) }) },
});
async function count(paths: string[], load = models, signal?: AbortSignal): Promise<readonly DocumentSlide[]> {
  const request = { provider: 'cpu', paths, outDirectory: at('out'), scheme: 'marrow', target: 'everything', libraryDirectory: at('library'), paper: 'a4', force: false, restart: false } as const;
  return (await countAndReport(request, { ...(signal && { signal }) }, () => Promise.resolve(load()))).document.slides;
}

/** Of each field that is counted in, its scale and how many cells were found in it. */
function countedFields(slideId = 1): Record<string, { scale: number; cells: number }> {
  const library = openLibrary(at('library'));
  try {
    const { micrometresPerPixel } = library.slides.find(slideId)!;
    const others = library.slides.fieldScales(slideId);
    const cells = library.cells.ofSlide(slideId);
    return Object.fromEntries([...Map.groupBy(library.regions.ofSlide(slideId), ({ field }) => field)].map(([field, regions]) => {
      const ids = new Set(regions.map(({ id }) => id));
      return [field, { scale: others.get(field) ?? micrometresPerPixel!, cells: cells.filter(({ regionId }) => ids.has(regionId)).length }];
    }));
  } finally {
    library.close();
  }
}
const problems = ({ problemFields }: DocumentSlide): Record<string, string> => Object.fromEntries(problemFields.map(({ name, problem }) => [name, problem]));

const oil = { sidePx: 900, micrometresPerPixel: 0.1, stated: 0.1 };
const dry = { sidePx: 500, micrometresPerPixel: 0.25 };

it('counts each picture at the scale that it states, and measures those of another camera that state none', async () => {
  for (const i of [0, 1, 2]) await writeDrawnField(at('fields', `oil-${String(i)}.tif`), { ...oil, seed: 10 + i });
  for (const i of [0, 1]) await writeDrawnField(at('fields', `dry-${String(i)}.png`), { ...dry, seed: 20 + i });
  const [slide] = await count([at('fields')]);
  const counted = countedFields();
  for (const i of [0, 1, 2]) expect(counted[`oil-${String(i)}.tif`].scale).toBeCloseTo(0.1, 6);
  for (const i of [0, 1]) {
    expect(Math.abs(counted[`dry-${String(i)}.png`].scale / 0.25 - 1)).toBeLessThan(0.2);
    expect(counted[`dry-${String(i)}.png`].cells).toBeGreaterThan(5);
  }
  expect(slide).toMatchObject({ scaleFrom: 'file', micrometresPerPixel: expect.closeTo(0.1, 6) as number, problemFields: [] });
  expect(slide.scaleNote).toMatch(/^where no file states it, \d+ single round red cells measured.*; in 2 fields of another camera 0\.[23]\d+$/);
}, 120_000);

it('counts pictures that state two scales each at its own, and asks no red cells', async () => {
  await writeDrawnField(at('fields', 'a.tif'), { ...oil, seed: 10 });
  await writeDrawnField(at('fields', 'b.tif'), { ...dry, stated: 0.25, seed: 20 });
  const asksNone = (): CountModels => ({ ...models(), detector: { ...models().detector, detect: async (picture) => ({ ...(await models().detector.detect(picture)), redCells: [] }) } });
  const [slide] = await count([at('fields')], asksNone);
  expect(Object.fromEntries(Object.entries(countedFields()).map(([field, { scale }]) => [field, Number(scale.toFixed(6))]))).toEqual({ 'a.tif': 0.1, 'b.tif': 0.25 });
  expect(slide).toMatchObject({ scaleFrom: 'file', scaleNote: 'in 1 field of another camera 0.2500' });
}, 120_000);

it('sets the pictures of another camera aside where nothing tells their scale, and says so', async () => {
  for (const i of [0, 1]) await writeDrawnField(at('fields', `oil-${String(i)}.tif`), { ...oil, seed: 10 + i });
  // Cells in a sheet: nothing in them can be measured.
  for (const i of [0, 1]) await writeDrawnField(at('fields', `sheet-${String(i)}.png`), { ...dry, kind: 'thick', seed: 20 + i });
  const [slide] = await count([at('fields')]);
  expect(Object.keys(countedFields()).toSorted()).toEqual(['oil-0.tif', 'oil-1.tif']);
  expect(problems(slide)).toEqual({ 'sheet-0.png': expect.stringMatching(/^not counted: the size of its pixels is not stated/) as string, 'sheet-1.png': expect.stringMatching(/^not counted/) as string });
  expect(readPdf(readFileSync(at('out', 'report.pdf'))).pages.join('').replaceAll(/\s+/g, '')).toContain('sheet-0.png(notcounted:thesizeofitspixelsisnotstated');
}, 120_000);

it('counts a picture once that lies in two smears, or twice in one, and names the other; the same when it is gone on with', async () => {
  for (const i of [0, 1]) await writeDrawnField(at('one', `${String(i)}.tif`), { ...oil, seed: 10 + i });
  await writeDrawnField(at('two', '0.tif'), { ...oil, seed: 30 });
  copyFileSync(at('one', '0.tif'), at('one', '7.tif'));
  copyFileSync(at('one', '1.tif'), at('two', '1.tif'));
  const stop = new AbortController();
  const stopping = (): CountModels => ({ ...models(), chooseRegions: async (...given) => { stop.abort(); return chooseRegions(...given); } });
  await expect(count([at('one'), at('two')], stopping, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  const slides = await count([at('one'), at('two')]);
  expect(slides.map(problems)).toEqual([
    { '7.tif': 'the same file, byte for byte, as 0.tif, and so counted once' },
    { '1.tif': 'the same file, byte for byte, as 1.tif of one, and so counted once' },
  ]);
  expect([1, 2].map((slideId) => Object.keys(countedFields(slideId)).toSorted())).toEqual([['0.tif', '1.tif'], ['0.tif']]);
}, 120_000);

it('makes no scale surer by copies of a picture, and gives a copy the scale of its picture', async () => {
  const few = { sidePx: 260, micrometresPerPixel: 0.1, seed: 1 };
  await writeDrawnField(at('few', '0.png'), few);
  await expect(count([at('few')])).rejects.toMatchObject({ code: 'scale-unknown' });
  for (const i of [1, 2, 3]) copyFileSync(at('few', '0.png'), at('few', `${String(i)}.png`));
  await expect(count([at('few')])).rejects.toMatchObject({ code: 'scale-unknown' });
  for (const i of [4, 5, 6]) await writeDrawnField(at('cameras', `${String(i)}.png`), { sidePx: 700, micrometresPerPixel: 0.1, seed: i });
  for (const i of [0, 1]) await writeDrawnField(at('cameras', `dry-${String(i)}.png`), { ...dry, seed: 20 + i });
  copyFileSync(at('cameras', '4.png'), at('cameras', '4-again.png'));
  rmSync(at('library'), { recursive: true });
  await count([at('cameras')]);
  const library = openLibrary(at('library'));
  try {
    const others = library.slides.fieldScales(1);
    expect([...others.keys()].toSorted()).toEqual(['4-again.png', '4.png', '5.png', '6.png']);
    for (const scale of others.values()) expect(Math.abs(scale / 0.1 - 1)).toBeLessThan(0.2);
  } finally {
    library.close();
  }
}, 120_000);
