import { describe, expect, it } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import { drawCellPicture } from './drawCellPicture.ts';
import { randomLook, stainLookNamed, stainLooks } from './stainLooks.ts';

const drawn = productClassCodes.filter((code) => code !== 'UNK');
const look = stainLookNamed('grey-red-cells')!;

/** Mean brightness within a share of the half width around the middle, or outside it. */
function brightness({ widthPx, rgb }: { widthPx: number; rgb: Uint8Array }, within: number, outside = false): number {
  let sum = 0, count = 0;
  for (let y = 0; y < widthPx; y++) for (let x = 0; x < widthPx; x++) {
    const far = Math.hypot(x + 0.5 - widthPx / 2, y + 0.5 - widthPx / 2) / (widthPx / 2);
    if (far < within === outside) continue;
    const i = 3 * (y * widthPx + x);
    sum += (rgb[i] + rgb[i + 1] + rgb[i + 2]) / 3; count++;
  }
  return sum / count;
}

describe('drawing one cell', () => {
  it('gives the same bytes for the same request, and others for another seed', () => {
    for (const code of drawn) {
      const first = drawCellPicture({ code, look: randomLook(5), seed: 41 });
      expect(Buffer.compare(drawCellPicture({ code, look: randomLook(5), seed: 41 }).rgb, first.rgb), code).toBe(0);
      expect(Buffer.compare(drawCellPicture({ code, look: randomLook(5), seed: 42 }).rgb, first.rgb), code).not.toBe(0);
    }
  });

  it('draws every class darker in the middle than the empty glass', () => {
    for (const code of drawn) {
      let darker = 0;
      for (let seed = 0; seed < 10; seed++) darker += Number(brightness(drawCellPicture({ code, look, seed }), 0.15) < 205);
      expect(darker, code).toBeGreaterThanOrEqual(code === 'ART' ? 6 : 9);
    }
  });

  it('shows the same cell at every scale', () => {
    const small = drawCellPicture({ code: 'PLM', look, seed: 3, widthPx: 96 }), large = drawCellPicture({ code: 'PLM', look, seed: 3, widthPx: 192 });
    expect(large.rgb).toHaveLength(3 * 192 * 192);
    expect(Math.abs(brightness(small, 0.4) - brightness(large, 0.4))).toBeLessThan(4);
  });

  it('keeps the order of sizes of the erythroid series', () => {
    const dark = (code: 'PEB' | 'EBB' | 'EBP' | 'EBO') => {
      let area = 0;
      for (let seed = 0; seed < 30; seed++) {
        const { rgb } = drawCellPicture({ code, look, seed, kind: 'blood' });
        for (let i = 0; i < rgb.length; i += 3) if (rgb[i + 1] < 110) area++;
      }
      return area / 30;
    };
    const areas = (['PEB', 'EBB', 'EBP', 'EBO'] as const).map(dark);
    expect(areas).toEqual([...areas].sort((a, b) => b - a));
  });

  it('refuses what cannot be drawn', () => {
    expect(() => drawCellPicture({ code: 'UNK', look, seed: 1 })).toThrow(MyeloscopeError);
    for (const widthPx of [0, 7, 96.5, 1e6, Number.NaN]) expect(() => drawCellPicture({ code: 'LYT', look, seed: 1,
      widthPx })).toThrow(MyeloscopeError);
    expect(() => drawCellPicture({ code: 'LYT', look, seed: 1, widthUm: -3 })).toThrow(MyeloscopeError);
  });
});

describe('stain looks', () => {
  it('has at least eight names, each once', () => {
    expect(new Set(stainLooks.map(({ name }) => name)).size).toBe(stainLooks.length);
    expect(stainLooks.length).toBeGreaterThanOrEqual(8);
  });

  it('draws random looks widely and reproducibly, and none that hides the cell', () => {
    expect(randomLook(9)).toEqual(randomLook(9));
    const reds = Array.from({ length: 60 }, (_, seed) => randomLook(seed).background[0]);
    expect(Math.max(...reds) - Math.min(...reds)).toBeGreaterThan(25);
    for (let seed = 0; seed < 60; seed++) {
      const picture = drawCellPicture({ code: 'LYT', look: randomLook(seed), seed, kind: 'blood' });
      expect(brightness(picture, 0.8, true) - brightness(picture, 0.12), `seed ${seed}`).toBeGreaterThan(35);
    }
  });
});
