import { describe, expect, it } from 'vitest';
import { drawnSize, nextZoom, percentOf } from './pageSize.ts';

const a4 = { width: 595.28, height: 841.89 };

describe('drawnSize', () => {
  it.each([1, 1.25, 1.5, 2])('fills whole screen pixels at a ratio of %s', (ratio) => {
    const size = drawnSize(a4, 'width', 703.3, ratio);
    expect(Number.isInteger(size.widthPx) && Number.isInteger(size.heightPx)).toBe(true);
    expect(size.cssWidth * ratio).toBeCloseTo(size.widthPx, 9);
    expect(size.cssWidth).toBeLessThanOrEqual(703.3);
    expect(size.scale * a4.width).toBeCloseTo(size.widthPx, 9);
  });

  it('is the size of the paper at 100 %', () => {
    const size = drawnSize(a4, 100, 10, 1);
    expect(size.cssWidth).toBe(793);
    expect(Math.round(percentOf(a4, size.cssWidth))).toBe(100);
  });
});

describe('nextZoom', () => {
  it('goes from what is shown to the next step', () => {
    expect([nextZoom(87, 1), nextZoom(87, -1), nextZoom(100, 1), nextZoom(100, -1)]).toEqual([100, 75, 125, 75]);
  });

  it('stays at the ends', () => { expect([nextZoom(300, 1), nextZoom(50, -1)]).toEqual([300, 50]); });
});
