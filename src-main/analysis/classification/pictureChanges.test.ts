import { describe, expect, it } from 'vitest';
import { blankPicture, type RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blurPicture, changeLight, changeStain, fadeColour, maskBackground } from './pictureChanges.ts';

const onePixel = (...rgb: [number, number, number]): RgbPicture => ({ widthPx: 1, heightPx: 1, rgb: Uint8Array.from(rgb) });

describe('changes of a picture', () => {
  it('multiplies the density of the stain and leaves white white', () => {
    expect([...changeStain(onePixel(255, 255, 255), [2, 0.5, 1]).rgb]).toEqual([255, 255, 255]);
    // 63 is a quarter of the light: density 2 in units of halvings. Doubled it is a sixteenth, halved it is a half.
    expect([...changeStain(onePixel(63, 63, 63), [2, 0.5, 1]).rgb]).toEqual([16, 128, 64]);
  });

  it('multiplies the light, and stays within 8 bits', () => {
    expect([...changeLight(onePixel(100, 200, 250), [0.5, 1.2, 1.2]).rgb]).toEqual([50, 240, 255]);
  });

  it('fades to grey', () => {
    expect([...fadeColour(onePixel(200, 100, 50), 1).rgb]).toEqual([124, 124, 124]);
    expect([...fadeColour(onePixel(200, 100, 50), 0).rgb]).toEqual([200, 100, 50]);
  });

  it('blurs to the shape of a Gaussian, without losing light', () => {
    const dot = blankPicture(21, 21, 0);
    dot.rgb.fill(250, 3 * (10 * 21 + 10), 3 * (10 * 21 + 11));
    const blurred = blurPicture(dot, 1);
    const at = (x: number, y: number) => blurred.rgb[3 * (y * 21 + x)];
    expect(at(10, 10)).toBeCloseTo(250 / (2 * Math.PI), -0.5);
    expect(at(11, 10) / at(10, 10)).toBeCloseTo(Math.exp(-0.5), 1);
    expect(at(11, 10)).toBe(at(10, 11));
    expect([...blurPicture(blankPicture(5, 7, 90), 2).rgb]).toEqual([...blankPicture(5, 7, 90).rgb]);
  });

  it('masks all but a disc, and does not touch the picture it was given', () => {
    const picture = blankPicture(20, 20, 10);
    const masked = maskBackground(picture, 5, [1, 2, 3]);
    const kept = Array.from({ length: 400 }, (_, place) => masked.rgb[3 * place] === 10).filter(Boolean).length;
    expect(kept).toBeGreaterThan(70); // π 5² = 78.5
    expect(kept).toBeLessThan(87);
    expect([...masked.rgb.slice(0, 3)]).toEqual([1, 2, 3]);
    expect(picture.rgb.every((value) => value === 10)).toBe(true);
  });
});
