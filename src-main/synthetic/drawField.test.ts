import { describe, expect, it } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { drawField } from './drawField.ts';
import { stainLookNamed } from './stainLooks.ts';

const request = { widthPx: 420, heightPx: 340, micrometresPerPixel: 0.22, look: stainLookNamed('wright')!, seed: 6, kind: 'marrow',
  density: 0.6 } as const;

/** Mean green of a box, which stain takes away. */
function green({ widthPx, rgb }: { widthPx: number; rgb: Uint8Array }, box: { xPx: number; yPx: number; widthPx: number; heightPx: number }): number {
  let sum = 0, count = 0;
  for (let y = Math.floor(box.yPx); y < Math.floor(box.yPx + box.heightPx); y++) for (let x = Math.floor(box.xPx); x < Math.floor(box.xPx + box.widthPx); x++) { sum += rgb[3 * (y * widthPx + x) + 1]; count++; }
  return sum / Math.max(1, count);
}

describe('drawing a field', () => {
  it('gives the same picture and truth for the same request', () => {
    const first = drawField(request), again = drawField(request), other = drawField({ ...request, seed: 7 });
    expect(Buffer.compare(first.picture.rgb, again.picture.rgb)).toBe(0);
    expect(again.cells).toEqual(first.cells);
    expect(Buffer.compare(first.picture.rgb, other.picture.rgb)).not.toBe(0);
  });

  it('has its boxes where the cells are, inside the picture', () => {
    for (let seed = 0; seed < 6; seed++) {
      const { picture, cells, redCells } = drawField({ ...request, seed });
      expect(cells.length).toBeGreaterThan(2);
      expect(redCells.length).toBeGreaterThan(5);
      const everywhere = green(picture, { xPx: 0, yPx: 0, widthPx: picture.widthPx, heightPx: picture.heightPx });
      for (const { code, box, visible } of cells) {
        expect(box.xPx).toBeGreaterThanOrEqual(0);
        expect(box.yPx + box.heightPx).toBeLessThanOrEqual(picture.heightPx);
        expect(visible).toBeLessThanOrEqual(1.0001);
        if (visible > 0.9 && code !== 'MAC' && code !== 'SMU') {
          const middle = { xPx: box.xPx + box.widthPx / 4, yPx: box.yPx + box.heightPx / 4, widthPx: box.widthPx / 2, heightPx: box.heightPx / 2 };
          expect(green(picture, middle), `${code} at ${box.xPx}, ${box.yPx} of seed ${seed}`).toBeLessThan(everywhere);
        }
      }
    }
  });

  it('never lays one nucleated cell on another', () => {
    for (let seed = 0; seed < 6; seed++) {
      const { cells } = drawField({ ...request, seed, density: 1 });
      const middles = cells.filter(({ visible }) => visible > 0.99).map(({ box }) => [box.xPx + box.widthPx / 2, box.yPx + box.heightPx / 2]);
      for (const [i, a] of middles.entries()) for (const b of middles.slice(i + 1)) expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeGreaterThan(18);
    }
  });

  it('has far more nucleated cells in crowded marrow than in thin blood', () => {
    const count = (kind: 'marrow' | 'blood', density: number) => [1, 2, 3, 4,
      5].reduce((sum, seed) => sum + drawField({ ...request, seed, kind, density }).cells.length, 0);
    expect(count('marrow', 1)).toBeGreaterThan(4 * count('blood', 0.5));
  });

  it('refuses sizes out of range', () => {
    for (const wrong of [{ widthPx: 0 }, { widthPx: 1e6 }, { heightPx: 40.5 }, { widthPx: 8192, heightPx: 8192 },
      { micrometresPerPixel: 0 }, { density: 2 }, { density: Number.NaN }]) {
      expect(() => drawField({ ...request, ...wrong })).toThrow(MyeloscopeError);
    }
  });
});
