import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { stainLookNamed } from '#main/synthetic/stainLooks.ts';

/** Real marrow cells, each 22 µm across. They are not part of the repository. */
const realCells = path.join(path.resolve(process.env.MYELOSCOPE_DATA ?? path.join(import.meta.dirname, '../../../shared/data')), 'marrow-cells');
const present = existsSync(realCells);
if (!present) console.warn(`Skipped: drawn cells are not compared with real ones, which are not at ${realCells} (set MYELOSCOPE_DATA).`);

/** Classes with at least eight real pictures: below that a mean says little. */
const codes = ['PMO', 'MYB', 'MMZ', 'NGB', 'NGS', 'EOS', 'MON', 'LYT', 'PLM', 'PEB', 'EBB', 'EBP', 'EBO'] as const;

/** Rings around the middle, µm. */
const rings = [[0, 1.6], [2, 3], [4, 5]] as const;

interface Measures { readonly ringColours: number[][]; readonly roughness: number }

/** Mean colour of each ring, and how much neighbouring pixels of the nucleus differ (mean absolute Laplacian of brightness). */
function measure({ widthPx, rgb }: RgbPicture): Measures {
  const brightnessAt = (x: number, y: number) => { const i = 3 * (y * widthPx + x); return (rgb[i] + rgb[i + 1] + rgb[i + 2]) / 3; };
  const ringColours = rings.map(([from, to]) => {
    const sums = [0, 0, 0, 0];
    for (let y = 0; y < widthPx; y++) for (let x = 0; x < widthPx; x++) {
      const far = Math.hypot(x + 0.5 - widthPx / 2, y + 0.5 - widthPx / 2) * 22 / widthPx;
      if (far < from || far >= to) continue;
      for (let channel = 0; channel < 3; channel++) sums[channel] += rgb[3 * (y * widthPx + x) + channel];
      sums[3]++;
    }
    return sums.slice(0, 3).map((sum) => sum / sums[3]);
  });
  let rough = 0, count = 0;
  for (let y = 41; y < 55; y++) for (let x = 41; x < 55; x++) {
    rough += Math.abs(4 * brightnessAt(x, y) - brightnessAt(x - 1, y) - brightnessAt(x + 1, y) - brightnessAt(x, y - 1) - brightnessAt(x,
      y + 1)); count++;
  }
  return { ringColours, roughness: rough / count };
}

function averaged(all: readonly Measures[]): Measures {
  return {
    ringColours: rings.map((_, ring) => [0, 1, 2].map((channel) => all.reduce((sum, one) => sum + one.ringColours[ring][channel], 0) / all.length)),
    roughness: all.reduce((sum, one) => sum + one.roughness, 0) / all.length,
  };
}

async function realOf(code: string): Promise<Measures> {
  const names = (await readdir(path.join(realCells, code))).filter((name) => name.endsWith('.png'));
  return averaged(await Promise.all(names.map(async (name) => {
    const { data, info } = await sharp(path.join(realCells, code, name)).removeAlpha().resize(96, 96).raw().toBuffer({ resolveWithObject: true });
    return measure({ widthPx: info.width, heightPx: info.height, rgb: data });
  })));
}

function drawnOf(code: (typeof codes)[number]): Measures {
  const looks = ['grey-red-cells', 'brown-red-cells'].map((name) => stainLookNamed(name)!);
  return averaged(Array.from({ length: 60 }, (_, seed) => measure(drawCellPicture({ code, look: looks[seed % 2], seed, kind: 'marrow' }))));
}

describe.skipIf(!present)('drawn cells beside real ones', () => {
  const real = new Map<string, Measures>(), drawn = new Map<string, Measures>();
  beforeAll(async () => { for (const code of codes) { real.set(code, await realOf(code)); drawn.set(code, drawnOf(code)); } });

  it.each(codes)('%s has the colours of real cells from the middle outward', (code) => {
    for (const [ring, colour] of real.get(code)!.ringColours.entries()) {
      for (const channel of [0, 1, 2]) {
        const ours = drawn.get(code)!.ringColours[ring][channel];
        expect(Math.abs(ours - colour[channel]),
          `ring ${rings[ring].join(' to ')} µm, channel ${channel}: drawn ${ours.toFixed(0)}, real ${colour[channel].toFixed(0)}`).toBeLessThan(36);
      }
    }
  });

  it.each(codes)('%s has chromatin about as rough as real cells have', (code) => {
    const share = drawn.get(code)!.roughness / real.get(code)!.roughness;
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(1.7);
  });

  it('keeps the order of the classes: what is darker in the middle in reality is darker here', () => {
    const middle = (measures: Map<string, Measures>) => codes.map((code) => measures.get(code)!.ringColours[0].reduce((sum, value) => sum + value));
    expect(rankCorrelation(middle(real), middle(drawn))).toBeGreaterThan(0.85);
  });
});

/** Spearman's rank correlation of two lists without ties. */
function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const ranks = (values: readonly number[]) => values.map((value) => values.filter((other) => other < value).length);
  const ra = ranks(a), rb = ranks(b), n = a.length;
  return 1 - 6 * ra.reduce((sum, rank, i) => sum + (rank - rb[i]) ** 2, 0) / (n * (n * n - 1));
}
