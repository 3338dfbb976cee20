import { expect, test } from 'vitest';
import { reduceRegion, reducedLevels } from './reducedRegion.ts';

const level = (widthPx: number, heightPx: number, tilePx = 512) => ({ widthPx, heightPx, downsample: 1, tileWidthPx: Math.min(tilePx, widthPx), tileHeightPx: Math.min(tilePx, heightPx) });

test('levels go down until they are small or cost too much', () => {
  expect(reducedLevels(level(3000, 2000), 0).map(({ downsample, widthPx }) => [downsample, widthPx])).toEqual([[2, 1500], [4, 750], [8, 375]]);
  // Tiles of a sixteenth would need 8192 by 8192 px decoded each.
  expect(reducedLevels(level(100_000, 100_000), 0).map(({ downsample }) => downsample)).toEqual([2, 4, 8]);
  // In strips 20,000 px wide, 512 rows of a level are at least 1024 of these.
  expect(reducedLevels(level(20_000, 20_000), 20_000)).toEqual([]);
  expect(reducedLevels(level(200, 100), 0)).toEqual([]);
});

test('a pixel is the mean of those it stands for, however the region is cut', async () => {
  const readBase = async (xPx: number, yPx: number, widthPx: number, heightPx: number) => ({ widthPx, heightPx, rgb: Uint8Array.from({ length: 3 * widthPx * heightPx }, (_, index) => (xPx + (Math.floor(index / 3) % widthPx) + (yPx + Math.floor(index / 3 / widthPx))) & 127) });
  const canvas = { widthPx: 5, heightPx: 3, rgb: new Uint8Array(45) };
  await reduceRegion(readBase, 4, 2, 1, canvas);
  // Means of x + y over 4 by 4 px: 4x + 4y + 3.
  expect(Array.from(canvas.rgb.filter((_, index) => index % 3 === 0))).toEqual([15, 19, 23, 27, 31, 19, 23, 27, 31, 35, 23, 27, 31, 35, 39]);
});
