import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { openSlide } from './openSlide.ts';
import { readableRegion } from './readableRegion.ts';
import type { SlideSource } from './slideSource.ts';
import { writePyramidalTiff } from './tiff/writePyramidalTiff.ts';

let directory: string;
let slide: SlideSource | undefined;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'readable-')); });
afterEach(async () => {
  await slide?.close();
  rmSync(directory, { recursive: true });
});

/** Noise, so that half of its JPEG is no whole picture. */
const noise = Uint8Array.from({ length: 3 * 300 * 300 }, (_, index) => (index * 7919) % 200);
async function openFields(cut: readonly number[]): Promise<SlideSource> {
  mkdirSync(path.join(directory, 'fields'));
  const jpeg = await sharp(noise, { raw: { width: 300, height: 300, channels: 3 } }).jpeg().toBuffer();
  for (let i = 0; i < 4; i++) writeFileSync(path.join(directory, 'fields', `${i}.jpg`), cut.includes(i) ? jpeg.subarray(0, jpeg.length / 2) : jpeg);
  return openSlide(path.join(directory, 'fields'));
}
/** Whether a place of a picture that begins at the slide's corner is white. */
const isWhite = ({ widthPx, rgb }: RgbPicture, x: number, y: number) => rgb.subarray(3 * (y * widthPx + x), 3 * (y * widthPx + x) + 3).every((value) => value === 255);

it('gives the good fields beside a damaged one, on every level', async () => {
  slide = await openFields([2]);
  for (const [index, { widthPx, heightPx, downsample }] of slide.levels.entries()) {
    await expect(slide.readRegion(index, 0, 0, widthPx, heightPx)).rejects.toMatchObject({ code: 'slide-unreadable' });
    const picture = (await readableRegion(slide, index, { xPx: 0, yPx: 0, widthPx, heightPx }))!;
    const whites = slide.fields.map(({ box }) => isWhite(picture, Math.floor((box.xPx + 150) / downsample), Math.floor((box.yPx + 150) / downsample)));
    expect(whites).toEqual([false, false, true, false]);
  }
});

it('gives exactly what is there where nothing is damaged, and nothing where nothing can be read', async () => {
  slide = await openFields([1]);
  const { box } = slide.fields[0];
  expect(await readableRegion(slide, 0, box)).toEqual(await slide.readRegion(0, box.xPx, box.yPx, box.widthPx, box.heightPx));
  expect(await readableRegion(slide, 0, slide.fields[1].box)).toBeUndefined();
});

it('gives the good tiles beside a damaged one of a scan', async () => {
  const file = path.join(directory, 'scan.tif');
  const readStrip = (yPx: number, heightPx: number): RgbPicture => ({ widthPx: 600, heightPx, rgb: Uint8Array.from({ length: 1800 * heightPx }, (_, index) => ((index + yPx) * 7919) % 200) });
  await writePyramidalTiff({ path: file, widthPx: 600, heightPx: 600, jpegQuality: 90, readStrip });
  const whole = await openSlide(file);
  const tile = (await whole.compressedTile(0, 1, 1))!.bytes;
  await whole.close();
  const bytes = readFileSync(file);
  const end = bytes.indexOf(Buffer.from(tile).subarray(-60)) + 60;
  writeFileSync(file, bytes.fill(0, end - 60, end));
  slide = await openSlide(file);
  // Begins and ends within tiles.
  const picture = (await readableRegion(slide, 0, { xPx: 100, yPx: 100, widthPx: 450, heightPx: 450 }))!;
  expect([[0, 0], [200, 0], [0, 200], [200, 200], [420, 420]].map(([x, y]) => isWhite(picture, x, y))).toEqual([false, false, false, true, false]);
});
