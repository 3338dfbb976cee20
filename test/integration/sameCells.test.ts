// Cells that several field pictures show are counted once: one picture packed twice, and pictures of neighbouring places that overlap.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { darkPieceDetector } from '#main/analysis/detection/darkPieceDetector.ts';
import { chooseRegions } from '#main/analysis/regions/chooseRegions.ts';
import { describeCount } from '#main/cli/commands/describeCount.ts';
import type { CountOutcome } from '#main/service/countAndReport.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import type { CountModels } from '#main/service/countModels.ts';
import { realPictures } from '../fixtures/slides/comparePictures.ts';
import { dotModels, dotPicture, findDots, writeDotFolder } from './dotSlides.ts';
import { writeDrawnField } from './drawnFields.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'same-cells-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const at = (...names: string[]): string => path.join(directory, ...names);

function count(paths: string[], load: () => CountModels = dotModels, signal?: AbortSignal): Promise<CountOutcome> {
  const request = { provider: 'cpu', paths, outDirectory: at('out'), scheme: 'marrow', target: 'everything', libraryDirectory: at('library'), paper: 'a4', force: true, restart: false } as const;
  return countAndReport(request, { ...(signal && { signal }) }, () => Promise.resolve(load()));
}
const problems = ({ slides }: DifferentialDocument): Record<string, string>[] => slides.map(({ problemFields }) => Object.fromEntries(problemFields.map(({ name, problem }) => [name, problem])));
const detected = ({ slides }: DifferentialDocument): number => slides.reduce((sum, { cellsDetected }) => sum + cellsDetected, 0);

/** Writes a part of a picture, in more or less light. */
async function photograph({ rgb, widthPx, heightPx }: RgbPicture, part: { left: number; top: number; width: number; height: number }, file: string, light = 1): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).extract(part).linear(light, 0).toFile(file);
}

it('counts a picture once that lies in a folder, or in two, in two packings, and says so; the same when it is gone on with', async () => {
  await writeDotFolder(at('one'), [0.5, 0.5]);
  await writeDotFolder(at('two'), [0, 0, 0.5]);
  for (const empty of ['field-0.png', 'field-1.png']) rmSync(at('two', empty));
  const expected = detected((await count([at('one'), at('two')])).document);
  await sharp(at('one', 'field-0.png')).tiff({ compression: 'lzw' }).toFile(at('one', 'packed.tif'));
  await sharp(at('one', 'field-1.png')).png({ compressionLevel: 1 }).toFile(at('two', 'packed.png'));
  const stop = new AbortController();
  const stopping = (): CountModels => ({ ...dotModels(), classifier: { ...dotModels().classifier, classify: (crops) => { stop.abort(); return dotModels().classifier.classify(crops); } } });
  await expect(count([at('one'), at('two')], stopping, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  const { document } = await count([at('one'), at('two')]);
  expect(problems(document)).toEqual([
    { 'packed.tif': 'the same picture, pixel for pixel, as field-0.png, and so counted once' },
    { 'packed.png': 'the same picture, pixel for pixel, as field-1.png of one, and so counted once' },
  ]);
  expect(detected(document)).toBe(expected);
}, 120_000);

it('refuses a smear that holds nothing but pictures of another, packed anew', async () => {
  await writeDotFolder(at('one'), [0.5, 0.5]);
  await sharp(at('one', 'field-1.png')).tiff({ compression: 'lzw' }).toFile(at('again.tif'));
  await expect(count([at('one'), at('again.tif')])).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('again.tif is the same picture, pixel for pixel, as field-1.png of one') as string });
});

it('counts the cells once that two neighbouring pictures show, in other light, and names both; independent ones are whole', async () => {
  const place = dotPicture(900, 400, 61);
  await photograph(place, { left: 0, top: 0, width: 900, height: 400 }, at('whole', 'a.png'));
  await photograph(place, { left: 0, top: 0, width: 560, height: 400 }, at('fields', 'a.png'));
  await photograph(place, { left: 340, top: 0, width: 560, height: 400 }, at('fields', 'b.png'), 0.97);
  await photograph(dotPicture(560, 400, 62), { left: 0, top: 0, width: 560, height: 400 }, at('fields', 'c.png'));
  await photograph(dotPicture(560, 400, 62), { left: 0, top: 0, width: 560, height: 400 }, at('other', 'c.png'));
  const cells = detected((await count([at('whole')])).document) + detected((await count([at('other')])).document);
  const outcome = await count([at('fields')]);
  const words = 'shows in part what a.png shows, too: that part is counted once';
  expect(problems(outcome.document)).toEqual([{ 'b.png': words }]);
  // Where the edge of the first cuts a cell, both or none may find it.
  expect(Math.abs(detected(outcome.document) - cells)).toBeLessThanOrEqual(2);
  expect(describeCount(outcome)).toContain(`b.png: ${words}`);
}, 120_000);

it('leaves out a picture that shows the place of another whole, as one focused anew does', async () => {
  const place = dotPicture(400, 400, 63);
  const all = { left: 0, top: 0, width: 400, height: 400 };
  await photograph(place, all, at('fields', '1.png'));
  await photograph(place, all, at('fields', '2.jpg'), 0.95);
  const { document } = await count([at('fields')]);
  expect(problems(document)).toEqual([{ '2.jpg': 'shows the same place as 1.png, and so counted once' }]);
  await photograph(place, all, at('single', '1.png'));
  expect(detected(document)).toBe(detected((await count([at('single')])).document));
}, 120_000);

it('finds with the real choice of regions what real photographs of one slide share, and nothing in those that share nothing', async () => {
  // 264 was taken beside 223 and 224, which share nothing with one another.
  for (const number of ['00000', '00010', '00020', '00223', '00224', '00264']) {
    mkdirSync(at('fields'), { recursive: true });
    await sharp(path.join(realPictures, 'blood-fields/images', `BloodImage_${number}.jpg`)).toFile(at('fields', `${number}.png`));
  }
  const models = (): CountModels => ({ ...dotModels(), chooseRegions, detector: { ...darkPieceDetector, detect: async (picture) => ({ ...(await darkPieceDetector.detect(picture)), nucleated: findDots(picture) }) } });
  const [found] = problems((await count([at('fields')], models)).document);
  expect(Object.entries(found).filter(([, problem]) => /shows|same/.test(problem))).toEqual([['00264.png', expect.stringContaining('shows in part what 00223.png and 00224.png show, too: that part is counted once')]]);
}, 120_000);

it('takes fields whose cells lie in rows, alike at many shifts, for no overlap', async () => {
  for (const seed of [1, 2, 3, 4]) await writeDrawnField(at('fields', `${String(seed)}.png`), { sidePx: 900, seed, micrometresPerPixel: 0.1 });
  expect(problems((await count([at('fields')])).document).map((found) => Object.values(found).filter((problem) => /shows|same/.test(problem)))).toEqual([[]]);
}, 120_000);
