import { expect, test } from 'vitest';
import { planTiles } from './planTiles.ts';

test('every pixel is owned once, borders lie on the file\'s tiles, and the halo lies around', () => {
  const area = { xPx: 37, yPx: 0, widthPx: 500, heightPx: 301 };
  const plan = planTiles({ area, tileWidthPx: 64, tileHeightPx: 48, wantedSizePx: 130, haloPx: 9 });
  const owners = new Uint8Array(area.widthPx * area.heightPx);
  for (const { own, read } of plan.tiles) {
    for (let y = own.yPx; y < own.yPx + own.heightPx; y += 1) for (let x = own.xPx; x < own.xPx + own.widthPx; x += 1) owners[(y - area.yPx) * area.widthPx + x - area.xPx] += 1;
    expect(own.xPx === area.xPx || own.xPx % 128 === 0).toBe(true);
    expect(own.yPx % 144).toBe(0);
    expect(read).toEqual({ xPx: own.xPx - 9, yPx: own.yPx - 9, widthPx: own.widthPx + 18, heightPx: own.heightPx + 18 });
  }
  expect(owners.every((count) => count === 1)).toBe(true);
});

test('a point on a border belongs to one tile, a point outside to none', () => {
  const plan = planTiles({ area: { xPx: 0, yPx: 0, widthPx: 200, heightPx: 100 }, tileWidthPx: 100, tileHeightPx: 100, wantedSizePx: 10, haloPx: 0 });
  expect(plan.ownerOf(100, 50)).toBe(plan.tiles[1]);
  expect(plan.ownerOf(99.999, 0)).toBe(plan.tiles[0]);
  expect(plan.ownerOf(200, 50)).toBeUndefined();
  expect(plan.ownerOf(-0.1, 50)).toBeUndefined();
  expect(plan.ownerOf(Number.NaN, 50)).toBeUndefined();
});

test('nonsense sizes are refused', () => {
  const area = { xPx: 0, yPx: 0, widthPx: 200, heightPx: 100 };
  expect(() => planTiles({ area: { ...area, widthPx: 0 }, tileWidthPx: 100, tileHeightPx: 100, wantedSizePx: 10, haloPx: 0 })).toThrow(RangeError);
  expect(() => planTiles({ area, tileWidthPx: 0, tileHeightPx: 100, wantedSizePx: 10, haloPx: 0 })).toThrow(RangeError);
  expect(() => planTiles({ area, tileWidthPx: 10, tileHeightPx: 10, wantedSizePx: 10, haloPx: -1 })).toThrow(RangeError);
});
