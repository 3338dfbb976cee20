import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { withOwnClasses } from '#shared/taxonomy/ownClasses.ts';
import type { OwnClass } from '#shared/taxonomy/ownClasses.ts';
import { bloodScheme, marrowScheme } from '#shared/taxonomy/schemes.ts';
import { drawOverview } from './drawOverview.ts';

const slide = { name: 'Smear 王 ά.svs', picture: blankPicture(400, 300), downsample: 16, regions: [{ xPx: 1600, yPx: 1600, widthPx: 1600, heightPx: 800 }], cells: [{ xPx: 3200, yPx: 3200, code: 'EBP' }, { xPx: -50, yPx: 9e6, code: 'NGS' }] };

async function pixelsOf(png: Uint8Array) {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, at: (x: number, y: number) => [...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3)] };
}

describe('the overview', () => {
  it('outlines the regions and dots the cells where they lie', async () => {
    const { at } = await pixelsOf(await drawOverview([slide], marrowScheme.rows));
    // The picture begins 16 px from the left and 50 from the top.
    expect(at(16 + 150, 50 + 100)).toEqual([11, 79, 108]);
    expect(at(16 + 200, 50 + 200)).toEqual([190, 45, 60]);
    expect(at(16 + 300, 50 + 250)).toEqual([255, 255, 255]);
  });

  it('makes a large picture smaller and stacks slides', async () => {
    const large = { ...slide, picture: blankPicture(3200, 1600), downsample: 2, regions: [], cells: [{ xPx: 3200, yPx: 1600, code: 'NGS' }] };
    const { width, height, at } = await pixelsOf(await drawOverview([large, slide], marrowScheme.rows));
    expect(width).toBe(1632);
    expect(height).toBeGreaterThan(800 + 300);
    expect(at(16 + 800, 50 + 400)).toEqual([35, 105, 160]);
  });

  it('colours a cell as counted where the report counts its class', async () => {
    const own: OwnClass[] = [{ code: 'OW1', letters: 'OSB', name: 'Osteoblast', marrow: 'noted', blood: 'per100' }, { code: 'OW2', letters: 'HC', name: 'Hairy cell', marrow: 'counted', blood: 'noted' }];
    const [other, erythroid, notCounted, unknown] = [[120, 125, 30], [190, 45, 60], [110, 110, 110], [20, 20, 20]];
    const codes = ['OW1', 'OW2', 'LYT', 'EBO', 'ART', 'UNK'];
    const coloursBy = async (scheme: typeof marrowScheme) => {
      const cells = codes.map((code, i) => ({ xPx: 16 * (50 * i + 50), yPx: 3200, code }));
      const { at } = await pixelsOf(await drawOverview([{ ...slide, regions: [], cells }], withOwnClasses(scheme, own).rows));
      return codes.map((_, i) => at(16 + 50 * i + 50, 50 + 200));
    };
    expect(await coloursBy(marrowScheme)).toEqual([notCounted, other, other, erythroid, notCounted, unknown]);
    expect(await coloursBy(bloodScheme)).toEqual([other, notCounted, other, erythroid, notCounted, unknown]);
  });

  it('bounds what it draws of very many slides', async () => {
    const { width, height } = await pixelsOf(await drawOverview(Array.from({ length: 40 }, () => ({ ...slide, picture: blankPicture(1000, 40), regions: [], cells: [] })), marrowScheme.rows));
    expect(width).toBeLessThan(900);
    expect(height).toBeLessThan(24 * (32 + 34 + 16) + 150);
  });

  it('refuses no slide, and a slide without a picture', async () => {
    await expect(drawOverview([], [])).rejects.toThrow(/no slide/);
    await expect(drawOverview([{ ...slide, picture: { widthPx: 0, heightPx: 0, rgb: new Uint8Array(0) } }], [])).rejects.toThrow(/王/);
  });
});
