// Fields and parts that give nothing to a count are listed with the reason and stop nothing: with the real measuring of the scale and the
// real choice of regions. Only the networks are replaced, by finders that go by darkness and colour.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { darkPieceDetector } from '#main/analysis/detection/darkPieceDetector.ts';
import { chooseRegions } from '#main/analysis/regions/chooseRegions.ts';
import { measureScale } from '#main/analysis/scale/measureScale.ts';
import { describeCount } from '#main/cli/commands/describeCount.ts';
import type { CountOutcome } from '#main/service/countAndReport.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import type { CountModels } from '#main/service/countModels.ts';
import type { CountRequest } from '#main/service/countRequest.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import { openLibrary } from '#main/store/library.ts';
import { dotModels, findDots } from './dotSlides.ts';
import type { DrawnField } from './drawnFields.ts';
import { drawnMicrometresPerPixel, writeDrawnFields, writeDrawnScan } from './drawnFields.ts';
import { readPdf } from './readPdf.ts';
import { openTestWorkstation } from './testWorkstation.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'left-out-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const at = (...names: string[]): string => path.join(directory, ...names);

const models = (): CountModels => ({
  ...dotModels(), measureScale, chooseRegions,
  detector: { ...darkPieceDetector, detect: async (picture) => ({ ...(await darkPieceDetector.detect(picture)), nucleated: findDots(picture) }) },
});
const count = (paths: string[], asked: Partial<CountRequest> = {}): Promise<CountOutcome> =>
  countAndReport({ provider: 'cpu', paths, outDirectory: at('out'), scheme: 'marrow', target: 'everything', libraryDirectory: at('library'), paper: 'a4', force: false, restart: false, ...asked }, {}, () => Promise.resolve(models()));
/** Without spaces: lines are broken anywhere in a name. */
const printedWords = (): string => readPdf(readFileSync(at('out', 'report.pdf'))).pages.join('').replaceAll(/\s+/g, '');
const leftOut = ({ slides }: DifferentialDocument): Record<string, string> => Object.fromEntries(slides[0].problemFields.map(({ name, problem }) => [name, problem]));


async function decoded(bytes: Uint8Array): Promise<RgbPicture> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, rgb: data };
}

/** The darkest green of the inner part of a level-0 box, 0 to 255: stain takes green away. */
function leastGreen({ picture, downsample }: { picture: RgbPicture; downsample: number }, { xPx, yPx, widthPx, heightPx }: BoxPx): number {
  let least = 255;
  for (let y = Math.ceil((yPx + heightPx / 8) / downsample); y < (yPx + (7 * heightPx) / 8) / downsample; y++) {
    for (let x = Math.ceil((xPx + widthPx / 8) / downsample); x < (xPx + (7 * widthPx) / 8) / downsample; x++) least = Math.min(least, picture.rgb[3 * (y * picture.widthPx + x) + 1]);
  }
  return least;
}

/** Spoils the last coded pixels of a tile. */
async function damageTile(file: string, level: number, column: number, row: number): Promise<void> {
  const slide = await openSlide(file);
  const { bytes: tile } = (await slide.compressedTile(level, column, row))!;
  await slide.close();
  const bytes = readFileSync(file);
  const end = bytes.indexOf(Buffer.from(tile).subarray(-60)) + 60;
  expect(end).toBeGreaterThan(60);
  writeFileSync(file, bytes.fill(0, end - 60, end));
}

const kinds: readonly DrawnField[] = ['good', 'cut', 'good', 'glass', 'thick', 'good', 'blurred'];

it('counts a folder that states no scale past a half-written picture, and lists every field that gave nothing, with the reason', async () => {
  await writeDrawnFields(at('fields'), kinds);
  const outcome = await count([at('fields')]);
  const { document } = outcome;
  expect(document.counted).toBeGreaterThan(10);
  expect(document.slides[0].scaleFrom).toBe('redCells');
  expect(Math.abs(document.slides[0].micrometresPerPixel / drawnMicrometresPerPixel - 1)).toBeLessThan(0.15);
  expect(document.slides[0].regionsCounted).toBe(3);
  expect(Object.keys(leftOut(document))).toEqual(['field-1.jpg', 'field-3.jpg', 'field-4.jpg', 'field-6.jpg']);
  expect(leftOut(document)).toMatchObject({
    'field-1.jpg': expect.stringMatching(/^its JPEG is damaged/) as string, 'field-3.jpg': expect.stringContaining('bare glass') as string,
    'field-4.jpg': expect.stringContaining('too thick') as string, 'field-6.jpg': expect.stringContaining('out of focus') as string,
  });
  expect(document.warnings).toContainEqual(expect.stringMatching(/left out.*: 4\. .*listed under Slides/));
  expect(JSON.parse(readFileSync(at('out', 'differential.json'), 'utf8'))).toMatchObject({ slides: [{ problemFields: document.slides[0].problemFields }] });
  const said = describeCount(outcome);
  for (const [name, problem] of Object.entries(leftOut(document))) expect(said).toContain(`${name}: ${problem}`);
  const printed = printedWords();
  expect(printed).toContain('field-3.jpg(lookedatandnotcounted:bareglass');
  expect(printed).toContain('field-6.jpg(lookedatandnotcounted:outoffocus)');
}, 120_000);

it('lists the same where the scale is known, shows the damage on the map, and tells the worklist of unreadable parts alone', async () => {
  await writeDrawnFields(at('fields'), kinds);
  const { document } = await count([at('fields')], { micrometresPerPixel: drawnMicrometresPerPixel });
  expect(Object.keys(leftOut(document))).toEqual(['field-1.jpg', 'field-3.jpg', 'field-4.jpg', 'field-6.jpg']);
  const library = openLibrary(at('library'));
  try {
    const { blocks } = JSON.parse(library.regions.choice(1)!.qualityMap) as { blocks: { field: string; quality: string }[] };
    expect(Object.fromEntries(blocks.map(({ field, quality }) => [field, quality]))).toMatchObject({ 'field-0.jpg': 'good', 'field-1.jpg': 'damaged', 'field-3.jpg': 'empty', 'field-4.jpg': 'thick', 'field-6.jpg': 'blurred' });
    expect(library.worklist.all()).toMatchObject([{ unreadable: 1 }]);
  } finally {
    library.close();
  }
}, 120_000);

it('shows the fields beside a damaged one in the window and on the overview, and why it and others gave nothing', async () => {
  await writeDrawnFields(at('fields'), kinds);
  await count([at('fields')], { micrometresPerPixel: drawnMicrometresPerPixel });
  const workstation = openTestWorkstation(at('library'));
  try {
    const { fields, levels } = await workstation.call('slides.describe', { slideId: 1 });
    expect(fields.map(({ leftOut: why }) => why !== undefined)).toEqual(kinds.map((kind) => kind !== 'good'));
    expect(fields.filter(({ leftOut: told }) => told?.isUnreadable).map(({ name }) => name)).toEqual(['field-1.jpg']);
    const picture = await decoded((await workstation.call('pictures.overview', { slideId: 1, longestPx: 800 })).bytes);
    const overview = { picture, downsample: levels[0].heightPx / picture.heightPx };
    const coarsest = levels.at(-1)!;
    // The whole folder is one tile of the smallest level.
    expect(coarsest.widthPx).toBeLessThanOrEqual(coarsest.tileWidthPx);
    expect(coarsest.heightPx).toBeLessThanOrEqual(coarsest.tileHeightPx);
    const tile = { picture: await decoded((await workstation.call('pictures.tile', { slideId: 1, level: levels.length - 1, column: 0, row: 0 })).bytes), downsample: coarsest.downsample };
    for (const shown of [overview, tile]) {
      for (const [index, { box }] of fields.entries()) expect({ index, least: leastGreen(shown, box) < 200 }).toEqual({ index, least: ['good', 'thick', 'blurred'].includes(kinds[index]) });
    }
  } finally {
    await workstation.close();
  }
}, 120_000);

it('names the first of very many such fields in the report and on the terminal, and all of them in the document', async () => {
  await writeDrawnFields(at('fields'), ['good', 'good', ...new Array<DrawnField>(40).fill('glass')], 400);
  const outcome = await count([at('fields')], { micrometresPerPixel: drawnMicrometresPerPixel });
  expect(outcome.document.slides[0].problemFields).toHaveLength(40);
  expect(describeCount(outcome)).toContain('and 35 more');
  expect(printedWords()).toContain('and28more');
}, 120_000);

it('chooses regions in large fields past a half-written one', async () => {
  // At this scale a field is several blocks wide: what is glass is then judged over the whole of it.
  await writeDrawnFields(at('fields'), ['good', 'cut', 'good'], 2400);
  const { document } = await count([at('fields')], { micrometresPerPixel: drawnMicrometresPerPixel, target: 20 });
  expect(document.counted).toBe(20);
  expect(leftOut(document)).toEqual({ 'field-1.jpg': expect.stringMatching(/^none of its \d+ parts can be read; the first: its JPEG is damaged/) as string });
}, 120_000);

it('tells of fields that are no pictures the reason alone: the name of their folder, maybe a patient\'s, is nowhere in the report', async () => {
  await writeDrawnFields(at('Ana Pérez'), ['good', 'good', 'cut']);
  writeFileSync(at('Ana Pérez', 'empty.jpg'), '');
  writeFileSync(at('Ana Pérez', 'text.png'), 'These are words.');
  writeFileSync(at('Ana Pérez', 'scan.jpg'), '%PDF-1.7');
  const outcome = await count([at('Ana Pérez')]);
  expect(leftOut(outcome.document)).toMatchObject({ 'empty.jpg': 'it is empty', 'text.png': 'it is of no kind that is read here', 'scan.jpg': 'it is a PDF document, which is not read here', 'field-2.jpg': expect.stringMatching(/^its JPEG is damaged/) as string });
  expect(JSON.stringify(outcome.document.slides[0].problemFields)).not.toContain('Ana');
  const printed = printedWords();
  expect(printed).toContain('empty.jpg(itisempty)');
  expect(printed).not.toContain(directory);
}, 120_000);

it('lists the damaged parts of a scan, and counts the rest', async () => {
  await writeDrawnScan(at('scan.tif'), 2400);
  // One tile that the choice of regions reads, at about 1 µm a pixel, and one that only the finding of cells does, at half of that.
  await damageTile(at('scan.tif'), 2, 0, 0);
  await damageTile(at('scan.tif'), 1, 4, 4);
  const { document } = await count([at('scan.tif')]);
  expect(document.counted).toBeGreaterThan(20);
  expect(leftOut(document)).toEqual({ 'scan.tif': expect.stringMatching(/^1 of its 9 parts can't be read: the tile at column 0, row 0 of level 2 .*\(and \d more regions? of it\)$/) as string });
  const library = openLibrary(at('library'));
  try {
    const qualities = (JSON.parse(library.regions.choice(1)!.qualityMap) as { blocks: { quality: string }[] }).blocks.map(({ quality }) => quality);
    expect(qualities.filter((quality) => quality !== 'good')).toEqual(['damaged']);
  } finally {
    library.close();
  }
}, 120_000);

it('says what was wrong with the fields where there is no cell at all', async () => {
  await writeDrawnFields(at('fields'), ['cut', 'glass', 'blurred', 'blurred']);
  await expect(count([at('fields')], { micrometresPerPixel: drawnMicrometresPerPixel, force: true })).rejects.toMatchObject({
    code: 'no-cells', message: expect.stringMatching(/1 parts? could not be read.*field-0\.jpg.* 3 fields hold no part fit to be counted\. The first is field-1\.jpg/) as string,
  });
}, 120_000);
