import { describe, expect, it } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { sampleByArea } from './sampleByArea.ts';

function speckled(widthPx: number, heightPx: number): RgbPicture {
  const random = seededRandom(2);
  return { widthPx, heightPx, rgb: Uint8Array.from({ length: 3 * widthPx * heightPx }, () => random.below(256)) };
}

const cut = (picture: RgbPicture, x: number, y: number, widthPx: number, heightPx: number): RgbPicture => ({
  widthPx, heightPx,
  rgb: Uint8Array.from({ length: 3 * widthPx * heightPx }, (_, i) => picture.rgb[3 * ((y + Math.floor(i / 3 / widthPx)) * picture.widthPx + x + (Math.floor(i / 3) % widthPx)) + (i % 3)]),
});

describe('sampleByArea', () => {
  it('averages whole squares exactly', () => {
    const picture: RgbPicture = { widthPx: 4, heightPx: 2, rgb: new Uint8Array([0, 10, 20, 4, 10, 20, 100, 0, 0, 100, 0, 0, 8, 10, 20, 12, 10, 20, 100, 0, 0, 104, 0, 0]) };
    expect([...sampleByArea(picture, 0, 0, 2, 2, 1).rgb]).toEqual([6, 10, 20, 101, 0, 0]);
  });

  it('gives a copy at scale 1', () => {
    const picture = speckled(9, 7);
    expect(sampleByArea(picture, 0, 0, 1, 9, 7)).toEqual(picture);
  });

  it('sees the same pixels whichever part of the slide was read', () => {
    const picture = speckled(200, 160);
    const step = 3.37;
    const whole = sampleByArea(picture, 0, 0, step, 40, 40);
    const [x, y] = [50, 41];
    const part = sampleByArea(cut(picture, x, y, 120, 110), 16 * step - x, 14 * step - y, step, 20, 20);
    expect(part).toEqual(cut(whole, 16, 14, 20, 20));
  });

  it('enlarges by straight lines between pixels, and repeats the edge', () => {
    const picture: RgbPicture = { widthPx: 2, heightPx: 1, rgb: new Uint8Array([0, 0, 0, 100, 100, 100]) };
    expect([...sampleByArea(picture, 0, 0, 0.5, 4, 1).rgb].filter((_, i) => i % 3 === 0)).toEqual([0, 25, 75, 100]);
  });
});
