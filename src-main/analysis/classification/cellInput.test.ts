import { describe, expect, it } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { cellInputPx, cellInputUm, cellPictureToInput, cutCellInput } from './cellInput.ts';

function gradient(sizePx: number): RgbPicture {
  const rgb = new Uint8Array(3 * sizePx * sizePx);
  for (let y = 0; y < sizePx; y++) for (let x = 0; x < sizePx; x++) rgb.set([Math.round(255 * x / (sizePx - 1)), Math.round(255 * y / (sizePx - 1)), 128], 3 * (y * sizePx + x));
  return { widthPx: sizePx, heightPx: sizePx, rgb };
}

describe('cutCellInput', () => {
  it('copies a picture that already has the size and scale', () => {
    const picture = gradient(cellInputPx);
    expect(cellPictureToInput(picture, cellInputUm).rgb).toEqual(picture.rgb);
  });

  it('keeps the centre and the scale when it shrinks and enlarges', () => {
    for (const size of [48, 137, 150, 400]) {
      const { rgb } = cellPictureToInput(gradient(size), 30);
      const value = (column: number) => rgb[3 * (48 * cellInputPx + column)];
      expect(value(48)).toBeGreaterThan(125);
      expect(value(48)).toBeLessThan(131);
      // 22 of 30 µm: from 4/30 to 26/30 of the gradient.
      expect(Math.abs(value(0) - 255 * 4 / 30)).toBeLessThan(6);
      expect(Math.abs(value(95) - 255 * 26 / 30)).toBeLessThan(6);
    }
  });

  it('mirrors beyond the edge instead of inventing a border', () => {
    const flat: RgbPicture = { widthPx: 20, heightPx: 20, rgb: new Uint8Array(1200).fill(77) };
    expect(new Set(cutCellInput(flat, 1, 19, 0.1).rgb)).toEqual(new Set([77]));
  });

  it('refuses a scale that is none', () => {
    for (const scale of [0, -1, NaN, Infinity]) expect(() => cutCellInput(gradient(10), 5, 5, scale)).toThrow(RangeError);
  });
});
