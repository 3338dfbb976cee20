import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSlide } from '#main/slides/openSlide.ts';
import { buildTiff } from '../fixtures/slides/buildTiff.ts';
import { comparePictures, hasProgram, readWithVips, realPictures } from '../fixtures/slides/comparePictures.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'tiff-variants-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
const at = (name: string) => path.join(folder, name);
const vips = (...args: string[]) => { execFileSync('vips', args, { stdio: 'pipe' }); };

/** Whether the pictures and programs to make the variants with are here; the reason if not. */
const fields = path.join(realPictures, 'blood-fields/images');
const missing = !hasProgram('vips') ? 'vips is not installed (libvips-tools)' : !hasProgram('tiffcp') ? 'tiffcp is not installed (libtiff-tools)' : !existsSync(fields) ? 'the real pictures are not here' : '';

/** Options of vips' writer and, after "|", of tiffcp, that make each variant of one real picture; the tolerance is the largest difference allowed. */
const variants: readonly { name: string; save: string[]; tiffcp?: string[]; tolerance: number }[] = [
  { name: 'uncompressed strips', save: [], tolerance: 0 },
  { name: 'uncompressed tiles', save: ['--tile', '--tile-width', '128', '--tile-height', '64'], tolerance: 0 },
  { name: 'LZW strips', save: ['--compression', 'lzw'], tolerance: 0 },
  { name: 'LZW tiles with predictor', save: ['--compression', 'lzw', '--predictor', 'horizontal', '--tile'], tolerance: 0 },
  { name: 'deflate tiles with predictor in BigTIFF', save: ['--compression', 'deflate', '--predictor', 'horizontal', '--tile', '--bigtiff'], tolerance: 0 },
  { name: 'deflate strips', save: ['--compression', 'deflate', '--predictor', 'none'], tolerance: 0 },
  { name: 'packbits strips', save: ['--compression', 'packbits'], tolerance: 0 },
  { name: 'big-endian LZW', save: [], tiffcp: ['-B', '-c', 'lzw:2'], tolerance: 0 },
  { name: 'big-endian BigTIFF tiles', save: [], tiffcp: ['-B', '-8', '-t', '-w', '96', '-l', '80', '-c', 'zip'], tolerance: 0 },
  { name: 'colours in planes, LZW strips with predictor', save: [], tiffcp: ['-p', 'separate', '-c', 'lzw:2'], tolerance: 0 },
  { name: 'colours in planes, one big-endian strip each', save: [], tiffcp: ['-B', '-p', 'separate', '-r', '100000', '-c', 'none'], tolerance: 0 },
  { name: 'one strip for all', save: [], tiffcp: ['-r', '100000', '-c', 'none'], tolerance: 0 },
  { name: 'JPEG YCbCr tiles', save: ['--tile', '--compression', 'jpeg', '--Q', '90'], tolerance: 24 },
  { name: 'JPEG YCbCr full chroma tiles', save: ['--tile', '--compression', 'jpeg', '--Q', '95'], tolerance: 16 },
  { name: 'JPEG strips', save: ['--compression', 'jpeg', '--Q', '85'], tolerance: 24 },
  { name: 'JPEG RGB tiles', save: [], tiffcp: ['-t', '-w', '128', '-l', '128', '-c', 'jpeg:r:90'], tolerance: 6 },
  { name: 'JPEG 2000 tiles', save: ['--tile', '--compression', 'jp2k', '--lossless'], tolerance: 2 },
  { name: 'JPEG 2000 lossy tiles', save: ['--tile', '--compression', 'jp2k', '--Q', '70'], tolerance: 4 },
];

beforeAll(() => {
  if (missing) return;
  vips('crop', path.join(fields, readdirSync(fields).sort()[3]), at('original.v'), '7', '3', '331', '297');
});

describe('a real picture in every layout reads as libvips reads it', () => {
  for (const { name, save, tiffcp, tolerance } of variants) {
    test(name, async (context) => {
      if (missing) context.skip(missing);
      const file = at(`${name.replaceAll(' ', '-')}.tif`);
      if (name.startsWith('JPEG 2000') && !execFileSync('vips', ['tiffsave'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).includes('jp2k')) context.skip('this vips writes no JPEG 2000');
      if (tiffcp) {
        vips('tiffsave', at('original.v'), at('plain.tif'));
        execFileSync('tiffcp', [...tiffcp, at('plain.tif'), file], { stdio: 'pipe' });
      } else vips('tiffsave', at('original.v'), file, ...save);
      const slide = await openSlide(file);
      try {
        const wanted = readWithVips(folder, file);
        expect(slide.levels[0]).toMatchObject({ widthPx: 331, heightPx: 297, downsample: 1 });
        const whole = await slide.readRegion(0, 0, 0, 331, 297);
        // libjpeg-turbo's fast transform differs from the exact one that vips uses in single samples, and by little on the whole.
        const difference = comparePictures(whole, wanted);
        expect(difference.largest).toBeLessThanOrEqual(tolerance);
        expect(difference.mean).toBeLessThanOrEqual(tolerance === 0 ? 0 : 1.3);
        // A part that reaches over two edges, and the tiles, show the same pixels.
        const part = await slide.readRegion(0, 250, -20, 100, 150);
        for (const [x, y] of [[0, 20], [80, 149], [40, 90]]) expect([...part.rgb.subarray(3 * (y * 100 + x), 3 * (y * 100 + x) + 3)]).toEqual([...whole.rgb.subarray(3 * ((y - 20) * 331 + 250 + x), 3 * ((y - 20) * 331 + 250 + x) + 3)]);
        expect([...part.rgb.subarray(0, 3), ...part.rgb.subarray(3 * (50 * 100 + 99), 3 * (50 * 100 + 99) + 3)]).toEqual([255, 255, 255, 255, 255, 255]);
        const { tileWidthPx, tileHeightPx } = slide.levels[0];
        const lastTile = await slide.readTile(0, Math.floor(330 / tileWidthPx), Math.floor(296 / tileHeightPx));
        expect(lastTile.rgb.subarray(-3)).toEqual(whole.rgb.subarray(-3));
      } finally { await slide.close(); }
    });
  }
});

describe('depths and colours', () => {
  test.each([
    ['grey', ['colourspace', 'original.v', 'made.tif', 'b-w']],
    ['16 bits', ['colourspace', 'original.v', 'made.tif', 'rgb16']],
    ['16-bit grey', ['colourspace', 'original.v', 'made.tif', 'grey16']],
    ['alpha, all opaque', ['bandjoin_const', 'original.v', 'made.tif', '255']],
  ])('%s', async (_name, [operation, from, to, ...rest]) => {
    if (missing) return;
    vips(operation, at(from), at(to), ...rest);
    // vips keeps 16 bits; cast with a shift is the same cut to the upper eight.
    vips('cast', at(to), at('eight.v'), 'uchar', ...(rest[0].includes('16') ? ['--shift'] : []));
    const wanted = readWithVips(folder, at('eight.v'));
    const slide = await openSlide(at(to));
    expect(comparePictures(await slide.readRegion(0, 0, 0, 331, 297), wanted).largest).toBe(0);
    await slide.close();
  });

  test('white-is-zero', async (context) => {
    if (missing) context.skip(missing);
    vips('colourspace', at('original.v'), at('grey.tif'), 'b-w');
    vips('tiffsave', at('grey.tif'), at('white-is-zero.tif'), '--miniswhite');
    const slide = await openSlide(at('white-is-zero.tif'));
    expect(comparePictures(await slide.readRegion(0, 0, 0, 331, 297), readWithVips(folder, at('grey.tif'))).largest).toBe(0);
    await slide.close();
  });
});

test('colours in planes of tiles, which vips does not read, are those of a pixel together', async (context) => {
  if (missing) context.skip(missing);
  vips('tiffsave', at('original.v'), at('together.tif'));
  execFileSync('tiffcp', ['-p', 'separate', '-t', '-w', '96', '-l', '80', '-c', 'zip:2', at('together.tif'), at('planes.tif')], { stdio: 'pipe' });
  const [together, planes] = [await openSlide(at('together.tif')), await openSlide(at('planes.tif'))];
  const boxes: [number, number, number, number][] = [[0, 0, 331, 297], [96, 80, 96, 80], [250, -20, 100, 150]];
  for (const box of boxes) expect(comparePictures(await planes.readRegion(0, ...box), await together.readRegion(0, ...box)).largest).toBe(0);
  expect(await planes.compressedTile(0, 0, 0)).toBeUndefined();
  await Promise.all([together.close(), planes.close()]);
});

test.each([true, false])('colours of 16 bits in planes (little-endian: %s)', async (littleEndian) => {
  const short = (tag: number, ...values: number[]) => ({ tag, type: 3, values });
  const plane = (...values: number[]) => Uint8Array.from(values.flatMap((value) => (littleEndian ? [99, value] : [value, 99])));
  const page = {
    tags: [short(256, 2), short(257, 2), short(258, 16, 16, 16), short(259, 1), short(262, 2), short(277, 3), short(278, 1), short(284, 2)],
    // Of each colour the upper row, then the lower one.
    blocks: [plane(1, 2), plane(3, 4), plane(11, 12), plane(13, 14), plane(221, 222), plane(223, 224)], offsetsTag: 273, byteCountsTag: 279,
  };
  writeFileSync(at('deep.tif'), buildTiff([page], { littleEndian }));
  const slide = await openSlide(at('deep.tif'));
  expect([...(await slide.readRegion(0, 0, 0, 2, 2)).rgb]).toEqual([1, 11, 221, 2, 12, 222, 3, 13, 223, 4, 14, 224]);
  await slide.close();
});

test('a stripped picture of many rows is read in parts', async (context) => {
  if (missing) context.skip(missing);
  vips('replicate', at('original.v'), at('tall.v'), '1', '20');
  vips('tiffsave', at('tall.v'), at('tall.tif'), '--compression', 'lzw');
  const slide = await openSlide(at('tall.tif'));
  const wanted = readWithVips(folder, at('tall.tif'));
  expect(comparePictures(await slide.readRegion(0, 0, 0, 331, 5940), wanted).largest).toBe(0);
  // Levels that the file does not hold are means of level 0.
  const [base, half] = slide.levels;
  expect(half).toMatchObject({ widthPx: 165, heightPx: 2970, downsample: 2 });
  const small = await slide.readRegion(1, 0, 0, half.widthPx, half.heightPx);
  let sum = 0;
  for (const [dx, dy] of [[0, 0], [1, 0], [0, 1], [1, 1]]) sum += wanted.rgb[3 * ((2 * 1000 + dy) * base.widthPx + 2 * 50 + dx) + 1];
  expect(Math.abs(small.rgb[3 * (1000 * half.widthPx + 50) + 1] - sum / 4)).toBeLessThanOrEqual(0.5);
  await slide.close();
});
