import { expect, it } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import type { SlideField, SlideSource } from '#main/slides/slideSource.ts';
import { cellSurroundings } from './cellSurroundings.ts';

/** A slide of three levels that is grey, with a dark square of 20 level-0 pixels around (200, 100). It notes what is read of it. */
function slide(fields: readonly SlideField[] = [{ name: 'whole', box: { xPx: 0, yPx: 0, widthPx: 400, heightPx: 200 } }]): { source: SlideSource; reads: number[][] } {
  const reads: number[][] = [];
  const levels = [1, 2, 4].map((downsample) => ({ widthPx: 400 / downsample, heightPx: 200 / downsample, downsample, tileWidthPx: 64, tileHeightPx: 64 }));
  const readRegion = (level: number, left: number, top: number, widthPx: number, heightPx: number): Promise<RgbPicture> => {
    reads.push([level, left, top, widthPx, heightPx]);
    const picture = blankPicture(widthPx, heightPx, 128);
    const { downsample } = levels[level];
    for (let y = 0; y < heightPx; y++) for (let x = 0; x < widthPx; x++) {
      const isDark = Math.abs((left + x + 0.5) * downsample - 200) < 10 && Math.abs((top + y + 0.5) * downsample - 100) < 10;
      if (isDark) picture.rgb.fill(0, 3 * (y * widthPx + x), 3 * (y * widthPx + x) + 3);
    }
    return Promise.resolve(picture);
  };
  return { reads, source: { levels, fields, readRegion } as unknown as SlideSource };
}
const at = ({ rgb, widthPx }: RgbPicture, x: number, y: number): number => rgb[3 * (y * widthPx + x)];

it('shows the cell in the middle, at the size asked for, from the coarsest level that is as fine', async () => {
  const { source, reads } = slide();
  const picture = await cellSurroundings(source, { xPx: 200, yPx: 100, micrometresPerPixel: 0.5, spanUm: 40, sidePx: 40 });
  expect([picture.widthPx, picture.heightPx]).toEqual([40, 40]);
  expect(reads).toEqual([[1, 80, 30, 40, 40]]);
  expect([at(picture, 20, 20), at(picture, 16, 16), at(picture, 13, 20), at(picture, 26, 20)]).toEqual([0, 0, 128, 128]);
});

it('takes a finer level where the coarser would blur, and shrinks it', async () => {
  const { source, reads } = slide();
  const picture = await cellSurroundings(source, { xPx: 200, yPx: 100, micrometresPerPixel: 0.5, spanUm: 40, sidePx: 60 });
  expect(reads.map(([level]) => level)).toEqual([0]);
  expect(picture.widthPx).toBe(60);
  expect([at(picture, 30, 30), at(picture, 20, 30), at(picture, 40, 30)]).toEqual([0, 128, 128]);
});

it('has no more pixels than the slide has there, beyond the edge either', async () => {
  const { source, reads } = slide();
  const picture = await cellSurroundings(source, { xPx: 200, yPx: 100, micrometresPerPixel: 0.5, spanUm: 40, sidePx: 512 });
  expect([picture.widthPx, picture.heightPx]).toEqual([80, 80]);
  expect(reads).toEqual([[0, 160, 60, 80, 80]]);
  const edge = await cellSurroundings(source, { xPx: 5, yPx: 100, micrometresPerPixel: 0.5, spanUm: 40, sidePx: 512 });
  expect([edge.widthPx, edge.heightPx, at(edge, 34, 40), at(edge, 35, 40)]).toEqual([80, 80, 255, 128]);
});

it('is white beyond the edge, with the cell still in the middle', async () => {
  const picture = await cellSurroundings(slide().source, { xPx: 5, yPx: 100, micrometresPerPixel: 1, spanUm: 40, sidePx: 40 });
  expect([at(picture, 0, 20), at(picture, 14, 20), at(picture, 15, 20), at(picture, 39, 20)]).toEqual([255, 255, 128, 128]);
});

it('shows nothing of the field beside', async () => {
  const fields = [{ name: 'left', box: { xPx: 0, yPx: 0, widthPx: 200, heightPx: 200 } }, { name: 'right', box: { xPx: 200, yPx: 0, widthPx: 200, heightPx: 200 } }];
  const picture = await cellSurroundings(slide(fields).source, { xPx: 190, yPx: 100, micrometresPerPixel: 1, spanUm: 40, sidePx: 40 });
  expect([at(picture, 20, 5), at(picture, 29, 20), at(picture, 30, 20), at(picture, 39, 20)]).toEqual([128, 0, 255, 255]);
});

it('reads no more than there is, however wide the view', async () => {
  const { source, reads } = slide();
  const picture = await cellSurroundings(source, { xPx: 200, yPx: 100, micrometresPerPixel: 0.25, spanUm: 400, sidePx: 40 });
  expect(reads).toEqual([[2, 0, 0, 100, 50]]);
  expect(at(picture, 20, 20)).toBeLessThan(128);
  expect([at(picture, 16, 20), at(picture, 14, 20), at(picture, 20, 14)]).toEqual([128, 255, 255]);
});
