import { describe, expect, it } from 'vitest';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import type { SlideField } from '#main/slides/slideSource.ts';
import type { Detector } from '../detection/detector.ts';
import { pictureSlide } from '../detection/pictureSlide.ts';
import { measureScale } from './measureScale.ts';

/** Boxes around the dark pieces of a picture, each piece four-connected. */
function darkPieces({ widthPx, heightPx, rgb }: RgbPicture): BoxPx[] {
  const seen = new Uint8Array(widthPx * heightPx);
  const boxes: BoxPx[] = [];
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] || rgb[3 * start + 1] > 190) continue;
    const waiting = [start];
    seen[start] = 1;
    let [left, right, top, bottom] = [widthPx, 0, heightPx, 0];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const [x, y] = [at % widthPx, Math.floor(at / widthPx)];
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x + 1), Math.min(top, y), Math.max(bottom, y + 1)];
      for (const [u, v] of [[x - 1, y], [x + 1, y], [x, y - 1], [x, y + 1]]) {
        if (u < 0 || v < 0 || u >= widthPx || v >= heightPx || seen[v * widthPx + u] || rgb[3 * (v * widthPx + u) + 1] > 190) continue;
        seen[v * widthPx + u] = 1;
        waiting.push(v * widthPx + u);
      }
    }
    boxes.push({ xPx: left, yPx: top, widthPx: right - left, heightPx: bottom - top });
  }
  return boxes;
}

/** Like the network, it knows red cells that are 11 to 23 px wide, surest of those of 16 px. */
const detector: Detector = {
  thresholds: { nucleatedCell: 0.5, redCell: 0.4, platelet: 0.4 },
  detect: (picture) => Promise.resolve({
    nucleated: [], platelets: [],
    redCells: darkPieces(picture).map((box) => ({ box, score: Math.exp(-((Math.log(Math.sqrt(box.widthPx * box.heightPx) / 16.3) / 0.3) ** 2)) })).filter(({ score }) => score > 0.4),
  }),
};

/** Draws red cells of 7.5 µm into part of a picture. */
function drawRedCells(picture: RgbPicture, part: BoxPx, micrometresPerPixel: number, spacingUm = 11): void {
  const random = seededRandom(5);
  const [radius, spacing] = [3.75 / micrometresPerPixel, spacingUm / micrometresPerPixel];
  for (let y = part.yPx + spacing / 2; y < part.yPx + part.heightPx - radius; y += spacing) {
    for (let x = part.xPx + spacing / 2; x < part.xPx + part.widthPx - radius; x += spacing) {
      const [u, v, r] = [x + random.between(-1, 1), y + random.between(-1, 1), radius * random.between(0.95, 1.05)];
      for (let row = Math.floor(v - r); row <= v + r; row += 1) {
        for (let column = Math.floor(u - r); column <= u + r; column += 1) {
          if (Math.hypot(column + 0.5 - u, row + 0.5 - v) < r && row >= 0 && column >= 0 && row < picture.heightPx && column < picture.widthPx) picture.rgb.set([200, 140, 150], 3 * (row * picture.widthPx + column));
        }
      }
    }
  }
}

describe('measureScale', () => {
  it.each([0.06, 0.1, 0.25, 0.5])('finds %f µm a pixel in a picture of red cells', async (micrometresPerPixel) => {
    const picture = blankPicture(700, 700, 235);
    drawRedCells(picture, { xPx: 0, yPx: 0, widthPx: 700, heightPx: 700 }, micrometresPerPixel);
    const measured = await measureScale(pictureSlide(picture), detector);
    expect(measured.micrometresPerPixel / micrometresPerPixel).toBeGreaterThan(0.94);
    expect(measured.micrometresPerPixel / micrometresPerPixel).toBeLessThan(1.06);
    expect(measured.redCells).toBeGreaterThanOrEqual(6);
    expect(measured.spread).toBeLessThan(0.1);
    expect(measured.mixed).toBe(false);
  });

  it('says that the scale is unknown where no red cells lie', async () => {
    await expect(measureScale(pictureSlide(blankPicture(300, 300, 235)), detector)).rejects.toMatchObject({ code: 'scale-unknown' });
  });

  const folder = (sizes: readonly { side: number; scale: number; spacingUm?: number }[]) => {
    const picture = blankPicture(sizes.reduce((sum, { side }) => sum + side, 0), Math.max(...sizes.map(({ side }) => side)), 235);
    const fields: SlideField[] = [];
    let xPx = 0;
    for (const [index, { side, scale, spacingUm }] of sizes.entries()) {
      const box = { xPx, yPx: 0, widthPx: side, heightPx: side };
      drawRedCells(picture, box, scale, spacingUm);
      fields.push({ name: `${index}.png`, box });
      xPx += side;
    }
    return pictureSlide(picture, fields);
  };

  it('gives pictures of two cameras in one folder each their own scale', async () => {
    const measured = await measureScale(folder([{ side: 400, scale: 0.1 }, { side: 500, scale: 0.2 }, { side: 400, scale: 0.1 }, { side: 500, scale: 0.2 }]), detector);
    for (const [index, scale] of [0.1, 0.2, 0.1, 0.2].entries()) expect(Math.abs(Math.log(measured.scaleOfField(`${index}.png`) / scale))).toBeLessThan(0.06);
    expect(measured.mixed).toBe(true);
  });

  it('tells cameras apart even where their pictures have one size', async () => {
    const measured = await measureScale(folder([{ side: 450, scale: 0.1 }, { side: 450, scale: 0.1 }, { side: 450, scale: 0.21 }, { side: 450, scale: 0.1 }]), detector);
    for (const [index, scale] of [0.1, 0.1, 0.21, 0.1].entries()) expect(Math.abs(Math.log(measured.scaleOfField(`${index}.png`) / scale))).toBeLessThan(0.06);
  });

  it('lends a picture with few red cells the scale of its camera', async () => {
    const measured = await measureScale(folder([{ side: 400, scale: 0.1 }, { side: 400, scale: 0.1 }, { side: 400, scale: 0.1, spacingUm: 30 }]), detector);
    expect(measured.scaleOfField('2.png')).toBe(measured.micrometresPerPixel);
    expect(measured.mixed).toBe(false);
  });

  it('stops on request', async () => {
    await expect(measureScale(pictureSlide(blankPicture(300, 300, 235)), detector, { signal: { aborted: true } })).rejects.toMatchObject({ code: 'cancelled' });
  });
});
