import { expect, test } from 'vitest';
import { downsampleOf, selectLevels } from './selectLevels.ts';
import type { TiffPage } from './tiffPage.ts';

const page = (widthPx: number, heightPx: number, more: Partial<TiffPage> = {}) => ({ widthPx, heightPx, tiled: true, description: '', ...more }) as TiffPage;
const widths = (pages: readonly TiffPage[]) => pages.map(({ widthPx }) => widthPx);

test('reductions of the largest page are its levels, in falling size; other pictures are none', () => {
  const pages = [page(1000, 800), page(250, 200), page(500, 400), page(300, 300), page(500, 400), page(400, 320, { tiled: false })];
  expect(widths(selectLevels(pages, [], false))).toEqual([1000, 500, 250]);
  expect(widths(selectLevels([page(60, 50, { description: 'thumbnail' }), page(1000, 800), page(62, 50)], [], false))).toEqual([1000, 62]);
});

test('sub-directories of the base go before other pages', () => {
  const base = page(1000, 800);
  expect(widths(selectLevels([base, page(500, 400)], [[page(333, 266), page(111, 88)], []], false))).toEqual([1000, 333, 111]);
});

test('a file of side pictures alone shows its first', () => {
  expect(widths(selectLevels([page(90, 60, { description: 'macro' })], [[]], false))).toEqual([90]);
});

test('downsample is whole where rounding explains the sizes', () => {
  expect(downsampleOf({ widthPx: 1001, heightPx: 803 }, { widthPx: 500, heightPx: 401 })).toBe(2);
  expect(downsampleOf({ widthPx: 1001, heightPx: 803 }, { widthPx: 501, heightPx: 402 })).toBe(2);
  expect(downsampleOf({ widthPx: 46_920, heightPx: 33_014 }, { widthPx: 2932, heightPx: 2063 })).toBe(16);
  expect(downsampleOf({ widthPx: 900, heightPx: 600 }, { widthPx: 600, heightPx: 400 })).toBe(1.5);
});
