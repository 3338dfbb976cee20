import { expect, it } from 'vitest';
import type { BoxPx } from '#shared/geometry/box.ts';
import { sharedBox } from '#shared/geometry/box.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import type { SlideField } from '#main/slides/slideSource.ts';
import { pictureSlide } from '../detection/pictureSlide.ts';
import { planBlocks } from './planBlocks.ts';

const tilePx = 128;
const planned = (fields: readonly SlideField[], micrometresPerPixel: number) => planBlocks(pictureSlide(blankPicture(1, 1), fields, tilePx), () => micrometresPerPixel);
const boxesOf = (box: BoxPx, micrometresPerPixel: number) => planned([{ name: 'f', box }], micrometresPerPixel).map((block) => block.box);
const area = (boxes: readonly BoxPx[]): number => boxes.reduce((sum, { widthPx, heightPx }) => sum + widthPx * heightPx, 0);

it('covers each field once, in blocks that are neither narrow nor much larger than the others, whatever its size and place', () => {
  const random = seededRandom(5);
  for (let i = 0; i < 300; i++) {
    const micrometresPerPixel = random.between(0.1, 1);
    const px = (micrometres: number): number => Math.round(micrometres / micrometresPerPixel);
    const field = { xPx: random.below(4000), yPx: random.below(4000), widthPx: px(random.between(410, 1500)), heightPx: px(random.between(41, 1500)) };
    const boxes = boxesOf(field, micrometresPerPixel);
    expect(area(boxes)).toBe(field.widthPx * field.heightPx);
    for (const [index, box] of boxes.entries()) {
      expect(sharedBox(box, field)).toEqual(box);
      expect(boxes.slice(index + 1).find((other) => sharedBox(box, other))).toBeUndefined();
      expect(Math.min(box.widthPx, box.heightPx) * micrometresPerPixel).toBeGreaterThanOrEqual(39);
      expect(Math.max(box.widthPx, box.heightPx) * micrometresPerPixel).toBeLessThan(340);
    }
  }
});

it('cuts a field alike wherever it lies', () => {
  const [corner, within] = [{ xPx: 0, yPx: 0 }, { xPx: 1928, yPx: 777 }].map((place) => boxesOf({ ...place, widthPx: 1800, heightPx: 1790 }, 0.25)
    .map(({ xPx, yPx, ...size }) => ({ xPx: xPx - place.xPx, yPx: yPx - place.yPx, ...size })));
  expect(within).toEqual(corner);
  expect(corner.length).toBeGreaterThan(1);
});

it('cuts a scan along the tiles of its file', () => {
  for (const { xPx, yPx } of boxesOf({ xPx: 0, yPx: 0, widthPx: 5000, heightPx: 3130 }, 0.25)) expect([xPx % tilePx, yPx % tilePx]).toEqual([0, 0]);
});

it('does not count in a field that is all one narrow strip', () => {
  expect(new Set(planned([{ name: 'strip', box: { xPx: 0, yPx: 0, widthPx: 5000, heightPx: 100 } }], 0.25).map(({ quality }) => quality))).toEqual(new Set(['edge']));
  expect(planned([{ name: 'small', box: { xPx: 0, yPx: 0, widthPx: 1500, heightPx: 100 } }], 0.25).map(({ quality }) => quality)).toEqual(['unexamined']);
});
