import { expect, it } from 'vitest';
import { cellPatch } from './cellPatch.ts';

const picture = { widthPx: 9, heightPx: 9, rgb: new Uint8Array(243).map((_, i) => Math.floor(i / 3) * 3) };
const redAt = ({ widthPx, rgb }: { widthPx: number; rgb: Uint8Array }, x: number, y: number) => rgb[3 * (y * widthPx + x)];

it('is the picture itself at the same size and scale', () => {
  expect(cellPatch(picture, 9, { sidePx: 9, spanUm: 9 }).rgb).toEqual(picture.rgb);
});

it('takes the middle where it shows less of the smear', () => {
  const middle = cellPatch(picture, 9, { sidePx: 3, spanUm: 3 });
  for (let y = 0; y < 3; y++) for (let x = 0; x < 3; x++) expect(redAt(middle, x, y)).toBe(redAt(picture, x + 3, y + 3));
});

it('turns, mirrors and shifts about its middle', () => {
  const size = { sidePx: 9, spanUm: 9 };
  const turned = cellPatch(picture, 9, size, { angle: Math.PI / 2, shiftXPx: 0, shiftYPx: 0 });
  const mirrored = cellPatch(picture, 9, size, { angle: 0, shiftXPx: 0, shiftYPx: 0, mirrored: true });
  const shifted = cellPatch(picture, 9, size, { angle: 0, shiftXPx: 2, shiftYPx: -1 });
  for (let y = 0; y < 9; y++) for (let x = 0; x < 9; x++) {
    expect(redAt(turned, x, y)).toBe(redAt(picture, 8 - y, x));
    expect(redAt(mirrored, x, y)).toBe(redAt(picture, 8 - x, y));
    if (x < 7 && y > 0) expect(redAt(shifted, x, y)).toBe(redAt(picture, x + 2, y - 1));
  }
  // Beyond the edge the picture is mirrored at its last pixel.
  expect(redAt(shifted, 8, 5)).toBe(redAt(picture, 6, 4));
});
