import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { drawOverview } from './drawOverview.ts';

const slide = { name: 'Smear 王 ά.svs', picture: blankPicture(400, 300), downsample: 16, regions: [{ xPx: 1600, yPx: 1600, widthPx: 1600, heightPx: 800 }], cells: [{ xPx: 3200, yPx: 3200, code: 'EBP' }, { xPx: -50, yPx: 9e6, code: 'NGS' }] };

async function pixelsOf(png: Uint8Array) {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, at: (x: number, y: number) => [...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3)] };
}

describe('the overview', () => {
  it('outlines the regions and dots the cells where they lie', async () => {
    const { at } = await pixelsOf(await drawOverview([slide]));
    // The picture begins 16 px from the left and 50 from the top.
    expect(at(16 + 150, 50 + 100)).toEqual([11, 79, 108]);
    expect(at(16 + 200, 50 + 200)).toEqual([190, 45, 60]);
    expect(at(16 + 300, 50 + 250)).toEqual([255, 255, 255]);
  });

  it('makes a large picture smaller and stacks slides', async () => {
    const large = { ...slide, picture: blankPicture(3200, 1600), downsample: 2, regions: [], cells: [{ xPx: 3200, yPx: 1600, code: 'NGS' }] };
    const { width, height, at } = await pixelsOf(await drawOverview([large, slide]));
    expect(width).toBe(1632);
    expect(height).toBeGreaterThan(800 + 300);
    expect(at(16 + 800, 50 + 400)).toEqual([35, 105, 160]);
  });

  it('bounds what it draws of very many slides', async () => {
    const { width, height } = await pixelsOf(await drawOverview(Array.from({ length: 40 }, () => ({ ...slide, picture: blankPicture(1000, 40), regions: [], cells: [] }))));
    expect(width).toBeLessThan(900);
    expect(height).toBeLessThan(24 * (32 + 34 + 16) + 150);
  });

  it('refuses no slide, and a slide without a picture', async () => {
    await expect(drawOverview([])).rejects.toThrow(/no slide/);
    await expect(drawOverview([{ ...slide, picture: { widthPx: 0, heightPx: 0, rgb: new Uint8Array(0) } }])).rejects.toThrow(/王/);
  });
});
