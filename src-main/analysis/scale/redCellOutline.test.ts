import { describe, expect, it } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { blurPicture } from '../classification/pictureChanges.ts';
import { redCellOutline } from './redCellOutline.ts';

const glass = [236, 234, 230] as const;
const box = (x: number, y: number, side: number) => ({ xPx: x - side / 2, yPx: y - side / 2, widthPx: side, heightPx: side });

/** Draws a red cell with its pale middle, an ellipse where the second radius differs. */
function drawRedCell(picture: RgbPicture, x: number, y: number, radius: number, radiusDown = radius): void {
  for (let row = 0; row < picture.heightPx; row += 1) {
    for (let column = 0; column < picture.widthPx; column += 1) {
      const from = Math.hypot((column + 0.5 - x) / radius, (row + 0.5 - y) / radiusDown);
      if (from < 1) picture.rgb.set(from < 0.4 ? [225, 195, 195] : [205, 150, 155], 3 * (row * picture.widthPx + column));
    }
  }
}

function field(): RgbPicture {
  const picture = blankPicture(200, 200);
  for (let i = 0; i < picture.rgb.length; i += 3) picture.rgb.set(glass, i);
  return picture;
}

describe('redCellOutline', () => {
  it.each([12, 20, 35])('measures a single cell of radius %d by its edge, whatever the box', (radius) => {
    const picture = field();
    drawRedCell(picture, 100, 98, radius);
    for (const side of [1.7, 2, 2.3]) expect(redCellOutline(picture, glass, box(102, 99, side * radius))! / (2 * radius)).toBeCloseTo(1, 1.5);
  });

  it('measures the same when the picture is out of focus', () => {
    const picture = field();
    drawRedCell(picture, 100, 100, 22);
    const sharp = redCellOutline(picture, glass, box(100, 100, 44))!;
    expect(Math.abs(redCellOutline(blurPicture(picture, 3), glass, box(100, 100, 44))! / sharp - 1)).toBeLessThan(0.04);
  });

  it('needs no more than half of the edge', () => {
    const picture = field();
    drawRedCell(picture, 8, 100, 20);
    drawRedCell(picture, 8, 138, 20);
    expect(redCellOutline(picture, glass, box(9, 100, 40))! / 40).toBeCloseTo(1, 1.5);
  });

  it('measures none that lies in a heap, is cut in half, is not round, or is not there', () => {
    const heap = field();
    for (const [x, y] of [[100, 100], [135, 100], [65, 100], [100, 135], [100, 65]]) drawRedCell(heap, x, y, 20);
    expect(redCellOutline(heap, glass, box(100, 100, 40))).toBeUndefined();
    const cut = field();
    drawRedCell(cut, -4, 100, 20);
    expect(redCellOutline(cut, glass, box(-2, 100, 38))).toBeUndefined();
    const long = field();
    drawRedCell(long, 100, 100, 26, 16);
    expect(redCellOutline(long, glass, box(100, 100, 40))).toBeUndefined();
    expect(redCellOutline(field(), glass, box(100, 100, 40))).toBeUndefined();
  });
});
