// Tiles of which the file holds no bytes: on bare glass scanners leave them out, in a broken copy cells lay there. With the real choice of regions;
// only the networks are replaced.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chooseRegions } from '#main/analysis/regions/chooseRegions.ts';
import { describeCount } from '#main/cli/commands/describeCount.ts';
import type { CountOutcome } from '#main/service/countAndReport.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import { SlideFile } from '#main/slides/slideFile.ts';
import { readTiffHead, sizeOfType, TiffDirectoryReader } from '#main/slides/tiff/readDirectories.ts';
import { tiffTag } from '#main/slides/tiff/tiffTags.ts';
import { writePyramidalTiff } from '#main/slides/tiff/writePyramidalTiff.ts';
import { openLibrary } from '#main/store/library.ts';
import { dotModels } from './dotSlides.ts';
import { drawnMicrometresPerPixel, writeDrawnScan } from './drawnFields.ts';

const sidePx = 3000;
const columns = Math.ceil(sidePx / 256);

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'missing-tiles-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const at = (...names: string[]): string => path.join(directory, ...names);

const count = (paths: string | readonly string[], force = false): Promise<CountOutcome> =>
  countAndReport({ provider: 'cpu', paths: [paths].flat(), outDirectory: at('out'), scheme: 'marrow', target: 'everything', libraryDirectory: at('library'), paper: 'a4', force, restart: false }, {}, () => Promise.resolve({ ...dotModels(), chooseRegions }));
const problems = ({ document }: CountOutcome): string[] => document.slides[0].problemFields.map(({ problem }) => problem);

/** Takes tiles of level 0 out of a TIFF's lists. */
async function leaveOut(slide: string, tiles: readonly number[]): Promise<void> {
  const bytes = readFileSync(slide);
  const file = await SlideFile.open(slide);
  const encoding = readTiffHead(bytes)!;
  const [{ entries }] = await new TiffDirectoryReader(file, encoding).readChain(encoding.firstDirectory);
  await file.close();
  for (const tag of [tiffTag.tileOffsets, tiffTag.tileByteCounts]) {
    const { type, offset } = entries.get(tag)!;
    for (const tile of tiles) bytes.fill(0, offset + tile * sizeOfType(type), offset + (tile + 1) * sizeOfType(type));
  }
  writeFileSync(slide, bytes);
}

/** A drawn scan whose right half, from a border of tiles on, is bare glass. */
async function writeHalfBareScan(slide: string): Promise<void> {
  await writeDrawnScan(at('whole.tif'), sidePx);
  const whole = await openSlide(at('whole.tif'));
  const { rgb } = await whole.readRegion(0, 0, 0, sidePx, sidePx);
  await whole.close();
  for (let y = 0; y < sidePx; y++) rgb.fill(238, 3 * (y * sidePx + 1536), 3 * (y + 1) * sidePx);
  await writePyramidalTiff({
    path: slide, widthPx: sidePx, heightPx: sidePx, micrometresPerPixel: drawnMicrometresPerPixel, description: 'aperio',
    readStrip: (yPx, heightPx) => ({ widthPx: sidePx, heightPx, rgb: rgb.subarray(3 * sidePx * yPx, 3 * sidePx * (yPx + heightPx)) }),
  });
}
/** The tiles of the columns from one on. */
const tilesFromColumn = (first: number): number[] => Array.from({ length: columns * columns }, (_, tile) => tile).filter((tile) => tile % columns >= first);

it('says how many tiles are missing where a smaller level shows cells, and counts no region in which they lie', async () => {
  await writeDrawnScan(at('scan.tif'), sidePx);
  await leaveOut(at('scan.tif'), [0, 1, columns]);
  const outcome = await count(at('scan.tif'));
  expect(problems(outcome)).toEqual([expect.stringMatching(/^1 of its 9 parts can't be read: .*3 of the 144 tiles of its largest level are missing, also where a smaller level shows cells$/u)]);
  expect(outcome.document.warnings.join()).toMatch(/left out, wholly or in part.*: 1\./u);
  expect(describeCount(outcome)).toContain('3 of the 144 tiles');
  const library = openLibrary(at('library'));
  try {
    const regions = library.regions.ofSlide(1);
    expect(regions).toHaveLength(8);
    for (const { box } of regions) expect(box.xPx >= 512 || box.yPx >= 512).toBe(true);
    expect(library.cells.ofSlide(1).length).toBeGreaterThan(100);
  } finally {
    library.close();
  }
}, 60_000);

it('refuses a slide where every part that holds cells has lost some', async () => {
  await writeDrawnScan(at('scan.tif'), sidePx);
  const everyThird = tilesFromColumn(0).filter((tile) => (tile % columns) % 3 === 1);
  await leaveOut(at('scan.tif'), everyThird);
  await expect(count(at('scan.tif'))).rejects.toMatchObject({ code: 'slide-unreadable', message: expect.stringContaining(`${String(everyThird.length)} of the 144 tiles`) as string });
}, 60_000);

it('says nothing of tiles that a scanner left out on bare glass', async () => {
  await writeHalfBareScan(at('sparse.tif'));
  const before = await count(at('sparse.tif'));
  rmSync(at('out'), { recursive: true });
  // The column beside the cells is there, as scanners leave it.
  await leaveOut(at('sparse.tif'), tilesFromColumn(7));
  const sparse = await count(at('sparse.tif'));
  expect([problems(sparse), sparse.document.warnings]).toEqual([problems(before), before.document.warnings]);
  expect(problems(sparse)).toEqual([]);
  expect(sparse.document.counts).toEqual(before.document.counts);
}, 60_000);

it('says of a file of one level how many tiles are missing, since nothing shows what lay there', async () => {
  await writeHalfBareScan(at('half.tif'));
  const slide = await openSlide(at('half.tif'));
  const { rgb } = await slide.readRegion(0, 0, 0, sidePx, sidePx);
  await slide.close();
  await sharp(rgb, { raw: { width: sidePx, height: sidePx, channels: 3 } })
    .tiff({ compression: 'jpeg', tile: true, tileWidth: 256, tileHeight: 256, xres: 1000 / drawnMicrometresPerPixel, yres: 1000 / drawnMicrometresPerPixel, resolutionUnit: 'cm' }).toFile(at('one.tif'));
  await leaveOut(at('one.tif'), tilesFromColumn(10));
  const outcome = await count(at('one.tif'));
  expect(problems(outcome)).toEqual(["24 of the 144 tiles of its largest level are missing, and what lay there can't be counted"]);
  expect(outcome.document.slides[0].regionsCounted).toBeGreaterThan(3);
}, 60_000);

it('says both, in one entry, of such a file on whose glass nothing else lies', async () => {
  await writeDrawnScan(at('scan.tif'), sidePx);
  await sharp({ create: { width: sidePx, height: sidePx, channels: 3, background: { r: 238, g: 238, b: 238 } } })
    .tiff({ compression: 'jpeg', tile: true, tileWidth: 256, tileHeight: 256, xres: 1000 / drawnMicrometresPerPixel, yres: 1000 / drawnMicrometresPerPixel, resolutionUnit: 'cm' }).toFile(at('bare.tif'));
  await leaveOut(at('bare.tif'), tilesFromColumn(10));
  const { document: { slides } } = await count([at('scan.tif'), at('bare.tif')], true);
  expect(slides[1].problemFields.map(({ problem }) => problem)).toEqual([
    "24 of the 144 tiles of its largest level are missing, and what lay there can't be counted; looked at and not counted: bare glass, or hardly any cells",
  ]);
}, 60_000);
