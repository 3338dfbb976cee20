import { describe, expect, it } from 'vitest';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { darkPieceDetector } from './darkPieceDetector.ts';
import { detectRegion } from './detectRegion.ts';
import { pictureSlide } from './pictureSlide.ts';
import { sampleByArea } from './sampleByArea.ts';

interface Disc { readonly x: number; readonly y: number; readonly radius: number }

function drawn(widthPx: number, heightPx: number, discs: readonly Disc[]): RgbPicture {
  const picture = blankPicture(widthPx, heightPx, 240);
  for (const { x, y, radius } of discs) {
    for (let row = Math.max(0, Math.floor(y - radius)); row < Math.min(heightPx, y + radius); row += 1) {
      for (let column = Math.max(0, Math.floor(x - radius)); column < Math.min(widthPx, x + radius); column += 1) {
        if (Math.hypot(column + 0.5 - x, row + 0.5 - y) < radius) picture.rgb.set([110, 60, 150], 3 * (row * widthPx + column));
      }
    }
  }
  return picture;
}

/** Discs about 12 µm wide on a jittered grid, so that none touch; at `micrometresPerPixel`. */
function crowd(widthPx: number, heightPx: number, micrometresPerPixel: number): Disc[] {
  const random = seededRandom(11);
  const pitch = 22 / micrometresPerPixel;
  const discs: Disc[] = [];
  for (let y = pitch / 2; y < heightPx - pitch / 2; y += pitch) {
    for (let x = pitch / 2; x < widthPx - pitch / 2; x += pitch) {
      discs.push({ x: x + random.between(-0.15, 0.15) * pitch, y: y + random.between(-0.15, 0.15) * pitch, radius: (6 / micrometresPerPixel) * random.between(0.8, 1.1) });
    }
  }
  return discs;
}

const middle = (box: BoxPx) => ({ x: box.xPx + box.widthPx / 2, y: box.yPx + box.heightPx / 2 });

describe('detectRegion', () => {
  it.each([0.2, 0.46, 0.9])('finds every cell once, in level-0 pixels, at %f µm a pixel', async (scale) => {
    const side = Math.round(420 / scale);
    const discs = crowd(side, side, scale);
    const cells = await detectRegion(pictureSlide(drawn(side, side, discs)), scale, darkPieceDetector, { xPx: 0, yPx: 0, widthPx: side, heightPx: side });
    expect(cells).toHaveLength(discs.length);
    for (const { x, y, radius } of discs) {
      const own = cells.filter(({ box }) => Math.hypot(middle(box).x - x, middle(box).y - y) < radius / 3);
      expect(own).toHaveLength(1);
      expect(Math.abs(own[0].box.widthPx - 2 * radius)).toBeLessThan(2.5 * Math.max(1, 0.46 / scale));
    }
  });

  it('gives a cell on a border to exactly one of two regions', async () => {
    const [scale, side] = [0.31, 900];
    const discs = crowd(side, side, scale);
    const slide = pictureSlide(drawn(side, side, discs));
    const whole = await detectRegion(slide, scale, darkPieceDetector, { xPx: 0, yPx: 0, widthPx: side, heightPx: side });
    const random = seededRandom(4);
    for (let round = 0; round < 4; round += 1) {
      // The border goes through the middle of a cell.
      const { x, y } = discs[random.below(discs.length)];
      const parts = await Promise.all([
        { xPx: 0, yPx: 0, widthPx: x, heightPx: y }, { xPx: x, yPx: 0, widthPx: side - x, heightPx: y },
        { xPx: 0, yPx: y, widthPx: x, heightPx: side - y }, { xPx: x, yPx: y, widthPx: side - x, heightPx: side - y },
      ].map((region) => detectRegion(slide, scale, darkPieceDetector, region)));
      const places = (cells: typeof whole) => cells.map(({ box }) => `${middle(box).x.toFixed(3)},${middle(box).y.toFixed(3)}`).toSorted();
      expect(places(parts.flat())).toEqual(places(whole));
    }
  });

  it('sees nothing of the next field, and nothing of a field with a problem', async () => {
    const scale = 0.46;
    const picture = drawn(300, 100, [{ x: 96, y: 50, radius: 12 }, { x: 150, y: 50, radius: 12 }, { x: 250, y: 50, radius: 12 }]);
    const field = (name: string, xPx: number, problem?: string) => ({ name, box: { xPx, yPx: 0, widthPx: 100, heightPx: 100 }, ...(problem === undefined ? {} : { problem }) });
    const slide = pictureSlide(picture, [field('a', 0), field('b', 100), field('c', 200, 'cut short')]);
    const inFirst = await detectRegion(slide, scale, darkPieceDetector, field('a', 0).box);
    expect(inFirst).toHaveLength(1);
    expect(inFirst[0].box.xPx + inFirst[0].box.widthPx).toBeLessThanOrEqual(100.5);
    expect(await detectRegion(slide, scale, darkPieceDetector, { xPx: 0, yPx: 0, widthPx: 300, heightPx: 100 })).toHaveLength(3);
  });

  it('reads the coarsest level that still shows enough', async () => {
    const [scale, side] = [0.1, 1600];
    const picture = drawn(side, side, crowd(side, side, scale));
    const levels = [1, 2, 4, 8].map((downsample) => pictureSlide(sampleByArea(picture, 0, 0, downsample, side / downsample, side / downsample)));
    const read: number[] = [];
    const slide = {
      ...levels[0],
      levels: [1, 2, 4, 8].map((downsample) => ({ widthPx: side / downsample, heightPx: side / downsample, downsample, tileWidthPx: 256, tileHeightPx: 256 })),
      readRegion: (level: number, x: number, y: number, width: number, height: number) => {
        read.push(level);
        return levels[level].readRegion(0, x, y, width, height);
      },
    };
    const region = { xPx: 0, yPx: 0, widthPx: side, heightPx: side };
    const cells = await detectRegion(slide, scale, darkPieceDetector, region);
    expect(new Set(read)).toEqual(new Set([2]));
    expect(cells).toHaveLength(crowd(side, side, scale).length);
  });

  it('reads a huge region in pieces of bounded size', async () => {
    const slide = pictureSlide(blankPicture(8, 8, 240));
    let largest = 0;
    const huge = {
      ...slide,
      levels: [{ widthPx: 30_000, heightPx: 30_000, downsample: 1, tileWidthPx: 256, tileHeightPx: 256 }],
      fields: [{ name: 'huge', box: { xPx: 0, yPx: 0, widthPx: 30_000, heightPx: 30_000 } }],
      readRegion: (_level: number, _x: number, _y: number, width: number, height: number) => {
        largest = Math.max(largest, width * height);
        return Promise.resolve(blankPicture(width, height, 240));
      },
    };
    await detectRegion(huge, 0.012, darkPieceDetector, { xPx: 15_000, yPx: 15_000, widthPx: 1500, heightPx: 100 });
    expect(largest).toBeGreaterThan(1_000_000);
    expect(largest).toBeLessThanOrEqual(40_000_000);
  });

  it('stops on request', async () => {
    const region = { xPx: 0, yPx: 0, widthPx: 10, heightPx: 10 };
    await expect(detectRegion(pictureSlide(blankPicture(10, 10)), 0.46, darkPieceDetector, region, { signal: { aborted: true } })).rejects.toMatchObject({ code: 'cancelled' });
  });
});
