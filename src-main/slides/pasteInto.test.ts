import { expect, test } from 'vitest';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { pasteInto } from './pasteInto.ts';

const small = { widthPx: 2, heightPx: 2, rgb: Uint8Array.from([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]) };
const redsAfter = (xPx: number, yPx: number, ...part: number[]) => {
  const canvas = blankPicture(3, 3, 0);
  pasteInto(canvas, small, xPx, yPx, ...part);
  return Array.from(canvas.rgb.filter((_, index) => index % 3 === 0));
};

test('copies what fits, wherever the corner lies', () => {
  expect(redsAfter(0, 0)).toEqual([1, 2, 0, 3, 4, 0, 0, 0, 0]);
  expect(redsAfter(2, 2)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(redsAfter(-1, -1)).toEqual([4, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(redsAfter(0, 1, 1, 1)).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0]);
  for (const [x, y] of [[3, 0], [0, 3], [-2, 0], [0, -2], [-9, 9]]) expect(redsAfter(x, y)).toEqual(new Array(9).fill(0));
});
