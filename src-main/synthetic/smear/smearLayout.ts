import type { Thickness } from '../glassScene.ts';
import { clouds, sampleTable } from '../noiseTables.ts';
import type { RandomSource } from '../randomSource.ts';

export type SmearPart = 'thick' | 'monolayer' | 'feather' | 'empty';

/** Where things lie on a sample smear, µm from its upper left corner. */
export interface SmearLayout {
  readonly widthUm: number;
  readonly heightUm: number;
  /** Height of the strip of bare glass at the top that carries the writing. */
  readonly labelUm: number;
  readonly thickness: Thickness;
  readonly partAt: (xUm: number, yUm: number) => SmearPart;
  /** Left, top, right and lower end of the part to be counted. */
  readonly monolayer: readonly [number, number, number, number];
}

const smoothStep = (from: number, to: number, x: number) => { const t = Math.max(0,
  Math.min(1, (x - from) / (to - from))); return t * t * (3 - 2 * t); };

/**
 * A smear as spread from left to right: drop, thick part, the part one cell deep, feathered edge, bare glass; ragged above and
 * below (ICSH guideline, doi 10.1111/j.1751-553X.2008.01100.x, section 2.4: count behind the particles where cells lie spread).
 */
export function layOutSmear(random: RandomSource, monolayerAreaUm2: number): SmearLayout {
  const bandUm = Math.max(150, Math.sqrt(monolayerAreaUm2 * 0.8)), lengthUm = monolayerAreaUm2 / bandUm;
  const labelUm = Math.max(40, bandUm * 0.07), edgeUm = Math.max(25, bandUm * 0.05);
  const heightUm = labelUm + 2 * edgeUm + bandUm;
  const thickUm = lengthUm * 0.42, featherUm = lengthUm * 0.22, bareUm = Math.max(50, lengthUm * 0.12), leftUm = edgeUm * 1.5;
  const monolayerLeft = leftUm + thickUm, monolayerRight = monolayerLeft + lengthUm, widthUm = monolayerRight + featherUm + bareUm;
  const top = labelUm + edgeUm, low = top + bandUm, shift = random.between(0, 256);
  const ragged = (xUm: number, yUm: number, sizeUm: number) => sampleTable(clouds, xUm / sizeUm + shift, yUm / sizeUm + 3 * shift);
  const thickness = (xUm: number, yUm: number) => {
    const wave = ragged(xUm, yUm, 22), inside = smoothStep(0, edgeUm * 0.7,
      Math.min(yUm - top, low - yUm) + edgeUm * 0.8 + edgeUm * 0.25 * wave) * smoothStep(0, leftUm, xUm - leftUm * 0.3 + 6 * wave);
    const left = 0.98 - 0.42 * smoothStep(monolayerLeft - thickUm * 0.55, monolayerLeft + 10, xUm + 12 * wave);
    // Tails of the feathered edge run along the direction of spreading.
    const tail = sampleTable(clouds, xUm / 60 + shift, yUm / 5 + shift);
    const right = 1 - smoothStep(monolayerRight - featherUm * 0.1, monolayerRight + featherUm * (0.9 + 0.12 * tail), xUm);
    const along = left - 0.12 * smoothStep(monolayerLeft, monolayerRight, xUm);
    return Math.max(0, Math.min(1, inside * right * (along + 0.05 * ragged(xUm, yUm, 9))));
  };
  const partAt = (xUm: number, yUm: number): SmearPart => {
    if (thickness(xUm, yUm) < 0.1) return 'empty';
    return xUm < monolayerLeft ? 'thick' : xUm < monolayerRight ? 'monolayer' : 'feather';
  };
  return { widthUm, heightUm, labelUm, thickness, partAt, monolayer: [monolayerLeft, top, monolayerRight, low] };
}
