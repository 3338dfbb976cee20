import { expect, it } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { coloursOf } from './cellColours.ts';

/** A disc of one colour on a ground of another, 22 µm across. */
function disc(colour: readonly number[], ground: readonly number[], sidePx = 44): RgbPicture {
  const rgb = new Uint8Array(3 * sidePx * sidePx);
  for (let i = 0; i < sidePx * sidePx; i++) {
    const isNear = Math.hypot((i % sidePx) + 0.5 - sidePx / 2, Math.floor(i / sidePx) + 0.5 - sidePx / 2) < (6 * sidePx) / 22;
    rgb.set(isNear ? colour : ground, 3 * i);
  }
  return { widthPx: sidePx, heightPx: sidePx, rgb };
}

it('tells glass from nucleus, whatever the size of the picture', () => {
  for (const sidePx of [44, 96]) {
    const { cells, sums } = coloursOf([disc([24, 99, 255], [255, 255, 127], sidePx)], 22);
    expect(cells).toBe(1);
    [0, 0, 0.301, 1.010, 0.408, 0].forEach((density, i) => { expect(sums[i]).toBeCloseTo(density, 2); });
  }
});

it('adds up over cells', () => {
  const one = coloursOf([disc([50, 50, 50], [200, 200, 200])], 22), two = coloursOf([disc([50, 50, 50], [200, 200, 200]), disc([50, 50, 50], [200, 200, 200])], 22);
  expect(two.cells).toBe(2);
  two.sums.forEach((sum, i) => { expect(sum).toBeCloseTo(2 * one.sums[i], 10); });
  expect(coloursOf([], 22)).toEqual({ cells: 0, sums: [0, 0, 0, 0, 0, 0] });
});
