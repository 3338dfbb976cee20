import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import { openSlide } from '#main/slides/openSlide.ts';
import { loadOpenSlide } from '#main/slides/openSlideLibrary/loadOpenSlide.ts';
import { openWithOpenSlide } from '#main/slides/openSlideLibrary/openWithOpenSlide.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import { buildTiff, plainTiledPage, rgbTags } from '../fixtures/slides/buildTiff.ts';
import { codestream, codestreamMeans } from '../fixtures/slides/codestream.ts';
import { comparePictures, hasProgram, readWithVips, realPictures } from '../fixtures/slides/comparePictures.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'pyramids-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
const at = (name: string) => path.join(folder, name);
const fields = path.join(realPictures, 'blood-fields/images');
const missing = !hasProgram('vips') ? 'vips is not installed (libvips-tools)' : !hasProgram('tiffset') ? 'tiffset is not installed (libtiff-tools)' : !existsSync(fields) ? 'the real pictures are not here' : '';

/** A mosaic of real fields, written by libvips in three forms, as scanners' software would. */
async function makeSlides(): Promise<void> {
  const pieces = await Promise.all(readdirSync(fields).sort().slice(100, 130).map((name) => sharp(path.join(fields, name)).resize(360, 360, { fit: 'cover', kernel: 'nearest' }).toBuffer()));
  await sharp({ create: { width: 2160, height: 1800, channels: 3, background: '#fff' } })
    .composite(pieces.map((input, index) => ({ input, left: 360 * (index % 6), top: 360 * Math.floor(index / 6) }))).removeAlpha().tiff({ compression: 'none' }).toFile(at('base.tif'));
  const save = (name: string, ...options: string[]) => { execFileSync('vips', ['tiffsave', at('base.tif'), at(name), '--tile', '--pyramid', '--compression', 'jpeg', '--bigtiff', '--Q', '85', ...options], { stdio: 'pipe' }); };
  save('smear.tif', '--tile-width', '256', '--tile-height', '256');
  save('smear.svs', '--tile-width', '240', '--tile-height', '240');
  save('smear.ome.tif', '--subifd', '--tile-width', '512', '--tile-height', '512');
  const describeAs = (name: string, text: string) => { execFileSync('tiffset', ['-s', '270', text, at(name)], { stdio: 'pipe' }); };
  describeAs('smear.svs', 'Aperio Image Library v11.2.1 2160x1800 [0,0 2160x1800] (240x240) JPEG/RGB Q=85|AppMag = 100|MPP = 0.0955');
  describeAs('smear.ome.tif', '<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint8" SizeX="2160" SizeY="1800" SizeC="3" SizeZ="1" SizeT="1" PhysicalSizeX="95.5" PhysicalSizeXUnit="nm" PhysicalSizeY="95.5" PhysicalSizeYUnit="nm"/></Image></OME>');
}

describe('slides made of real pictures by libvips', () => {
  beforeAll(async () => { if (!missing) await makeSlides(); });

  test.each([
    ['smear.tif', 'Tiled TIFF', undefined, 256],
    ['smear.svs', 'Aperio SVS', 0.0955, 240],
    ['smear.ome.tif', 'OME-TIFF', 0.0955, 512],
  ])('%s: every level reads as libvips reads it', async (name, format, scale, tilePx) => {
    if (missing) return;
    const slide = await openSlide(at(name));
    expect(slide).toMatchObject({ format, micrometresPerPixel: scale, fields: [{ name, box: { xPx: 0, yPx: 0, widthPx: 2160, heightPx: 1800 } }] });
    expect(slide.levels.length).toBeGreaterThanOrEqual(3);
    for (const [level, { widthPx, heightPx, downsample, tileWidthPx }] of slide.levels.entries()) {
      expect([downsample, tileWidthPx]).toEqual([2 ** level, tilePx]);
      // vips sees sub-directories by number from 0, and other levels as pages.
      const wanted = readWithVips(folder, at(name), name.includes('ome') ? (level === 0 ? '' : `[subifd=${level - 1}]`) : `[page=${level}]`);
      const difference = comparePictures(await slide.readRegion(level, 0, 0, widthPx, heightPx), wanted);
      expect(difference.largest).toBeLessThanOrEqual(24);
      expect(difference.mean).toBeLessThan(1.2);
    }
    expect(await slide.hash()).toBe(createHash('sha256').update(readFileSync(at(name))).digest('hex'));
    await expect(slide.hash({ aborted: true })).rejects.toMatchObject({ code: 'cancelled' });
    await slide.close();
  });

  test('tiles, regions and the bytes for a viewer show the same pixels', async () => {
    if (missing) return;
    const slide = await openSlide(at('smear.svs'));
    for (const [level, column, row] of [[0, 3, 4], [0, 8, 7], [1, 4, 3]]) {
      const { tileWidthPx, tileHeightPx } = slide.levels[level];
      const tile = await slide.readTile(level, column, row);
      const region = await slide.readRegion(level, column * tileWidthPx, row * tileHeightPx, tile.widthPx, tile.heightPx);
      expect(Buffer.compare(region.rgb, tile.rgb)).toBe(0);
      const compressed = (await slide.compressedTile(level, column, row))!;
      expect(compressed.mimeType).toBe('image/jpeg');
      const { data, info } = await sharp(compressed.bytes).raw().toBuffer({ resolveWithObject: true });
      expect([info.width, info.height]).toEqual([240, 240]);
      const shown = { widthPx: tile.widthPx, heightPx: tile.heightPx, rgb: new Uint8Array(tile.rgb.length) };
      for (let y = 0; y < tile.heightPx; y += 1) shown.rgb.set(data.subarray(3 * 240 * y, 3 * (240 * y + tile.widthPx)), 3 * tile.widthPx * y);
      expect(comparePictures(shown, tile).mean).toBeLessThan(1.2);
    }
    await slide.close();
  });

  test('pixels put into memory that was brought are the same', async () => {
    if (missing) return;
    const slide = await openSlide(at('smear.tif'));
    const into = new Uint8Array(3 * 400 * 400).fill(7);
    for (const [level, xPx, yPx, widthPx, heightPx] of [[0, 256, 512, 256, 256], [0, 100, 90, 400, 300], [1, 900, 800, 400, 400], [2, 0, 0, 256, 256]]) {
      const fresh = await slide.readRegion(level, xPx, yPx, widthPx, heightPx);
      const put = await slide.readRegion(level, xPx, yPx, widthPx, heightPx, into);
      expect(put.rgb.buffer).toBe(into.buffer);
      expect(put.rgb.length).toBe(3 * widthPx * heightPx);
      expect(Buffer.compare(put.rgb, fresh.rgb)).toBe(0);
    }
    await expect(slide.readTile(0, 0, 0, new Uint8Array(10))).rejects.toThrow(RangeError);
    await slide.close();
  });

  test('a region twice gives the same bytes, whatever is kept between', async () => {
    if (missing) return;
    const slide = await openSlide(at('smear.tif'));
    const first = await slide.readRegion(0, 100, 130, 700, 650);
    await Promise.all([slide.readRegion(0, 0, 0, 600, 600), slide.readRegion(0, 300, 300, 300, 300), slide.readTile(0, 1, 1)]);
    expect(Buffer.compare((await slide.readRegion(0, 100, 130, 700, 650)).rgb, first.rgb)).toBe(0);
    await slide.close();
  });

  test('RGB JPEG tiles keep their colours for the viewer', async () => {
    if (missing) return;
    execFileSync('vips', ['copy', `${at('smear.tif')}[page=1]`, at('part.tif')]);
    execFileSync('tiffcp', ['-t', '-w', '256', '-l', '256', '-c', 'jpeg:r:90', at('part.tif'), at('rgb.tif')], { stdio: 'pipe' });
    const slide = await openSlide(at('rgb.tif'));
    const tile = await slide.readTile(0, 1, 1);
    const { data } = await sharp((await slide.compressedTile(0, 1, 1))!.bytes).raw().toBuffer({ resolveWithObject: true });
    expect(comparePictures({ ...tile, rgb: data }, tile).mean).toBeLessThan(1.2);
    await slide.close();
  });

  test('OpenSlide, where it is found, reads the same pixels', async (context) => {
    if (missing) context.skip(missing);
    if (!loadOpenSlide()) context.skip('libopenslide is not installed');
    const [ours, theirs] = [await openSlide(at('smear.svs')), openWithOpenSlide(at('smear.svs'), 'an Aperio slide')];
    try {
      expect(theirs.format).toBe('Aperio slide (through OpenSlide)');
      expect(theirs.micrometresPerPixel).toBe(0.0955);
      expect(theirs.levels.slice(0, 3).map(({ widthPx, tileWidthPx }) => [widthPx, tileWidthPx])).toEqual(ours.levels.slice(0, 3).map(({ widthPx, tileWidthPx }) => [widthPx, tileWidthPx]));
      const region = (slide: SlideSource) => slide.readRegion(1, 200, 150, 500, 400);
      expect(comparePictures(await region(ours), await region(theirs)).mean).toBeLessThan(1.2);
      expect(comparePictures(await ours.readTile(0, 8, 7), await theirs.readTile(0, 8, 7)).mean).toBeLessThan(1.2);
      // Over the edge is white on both.
      expect([...(await theirs.readRegion(0, 2159, 1799, 3, 3)).rgb.subarray(-3)]).toEqual([255, 255, 255]);
      expect([...(await ours.readRegion(0, 2159, 1799, 3, 3)).rgb.subarray(-3)]).toEqual([255, 255, 255]);
    } finally { await theirs.close(); await ours.close(); }
  });
});

test('Aperio: label, macro and thumbnail are no levels', async () => {
  const strips = (widthPx: number, heightPx: number, description: string) => ({
    tags: [...rgbTags(widthPx, heightPx, 16).filter(({ tag }) => tag !== 322 && tag !== 323), { tag: 278, type: 4, values: [heightPx] }, { tag: 270, type: 2, values: description }],
    blocks: [new Uint8Array(3 * widthPx * heightPx)], offsetsTag: 273, byteCountsTag: 279,
  });
  const about = { tag: 270, type: 2, values: 'Aperio Image Library v11.2.1\r\n160x96 [0,0 160x96] (16x16) JPEG/RGB Q=70|AppMag = 40|MPP = 0.2520' };
  writeFileSync(at('aperio.svs'), buildTiff([
    plainTiledPage(160, 96, [about]), strips(80, 48, 'Aperio Image Library v11.2.1\r\n160x96 -> 80x48 - '), plainTiledPage(40, 24, [about]),
    strips(30, 40, 'Aperio Image Library v11.2.1\r\nlabel 30x40'), strips(90, 40, 'Aperio Image Library v11.2.1\r\nmacro 90x40'),
  ]));
  const slide = await openSlide(at('aperio.svs'));
  expect(slide.format).toBe('Aperio SVS');
  expect(slide.levels.map(({ widthPx, downsample }) => [widthPx, downsample])).toEqual([[160, 1], [40, 4]]);
  expect(slide.micrometresPerPixel).toBe(0.252);
  await slide.close();
});

test('JPEG 2000 as Aperio stores it, RGB and YCbCr', async () => {
  const page = (method: number) => buildTiff([{ tags: [...rgbTags(64, 48, 64, [{ tag: 259, type: 3, values: [method] }]).filter(({ tag }) => tag !== 323), { tag: 323, type: 3, values: [48] }], blocks: [codestream], offsetsTag: 324, byteCountsTag: 325 }]);
  const meansOf = async (method: number) => {
    writeFileSync(at('j2k.svs'), page(method));
    const slide = await openSlide(at('j2k.svs'));
    const { rgb } = await slide.readTile(0, 0, 0);
    expect(await slide.compressedTile(0, 0, 0)).toBeUndefined();
    await slide.close();
    return [0, 1, 2].map((channel) => rgb.filter((_, index) => index % 3 === channel).reduce((sum, value) => sum + value, 0) / (64 * 48));
  };
  const rgb = await meansOf(33005);
  codestreamMeans.forEach((mean, channel) => { expect(rgb[channel]).toBeCloseTo(mean, 1); });
  expect(await meansOf(34712)).toEqual(rgb);
  // The same samples taken for luma and chroma: green falls by the inverse of BT.601.
  const [luma, blue, red] = codestreamMeans;
  const ycbcr = await meansOf(33003);
  expect(Math.abs(ycbcr[1] - (luma - 0.344136 * (blue - 128) - 0.714136 * (red - 128)))).toBeLessThan(1.5);
});

test('the ending says nothing: a slide under another name', async () => {
  if (missing) return;
  copyFileSync(at('smear.svs'), at('smear.jpg'));
  const slide = await openSlide(at('smear.jpg'));
  expect(slide.format).toBe('Aperio SVS');
  await slide.close();
});
