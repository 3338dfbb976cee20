import type { SeededRandom } from '#shared/random/seededRandom.ts';
import { cellInputPx, cellInputUm } from '#main/analysis/classification/cellInput.ts';
import { canvasMicrometresPerPixel, canvasPx } from '../cellPictures/cellCanvases.ts';
import { densityOfByte, intensityOfDensity, randomStainVariation } from './stainVariation.ts';

/** How far a training picture may be changed. All shares are 0 to 1. */
export interface CellAugmentation {
  /** Strongest stain variation; each picture gets a random part of it, so that true colours are seen too. */
  readonly stain: number;
  /** Largest natural logarithm of the scale factor. */
  readonly scale: number;
  /** Largest shift along each axis, µm. */
  readonly shiftUm: number;
  /** Share of pictures blurred or sharpened. */
  readonly focus: number;
  /** Largest standard deviation of added noise, of 255. */
  readonly noise: number;
  /** Share of pictures whose background beyond a random radius is painted flat, so that no class is learnt by its background. */
  readonly maskedBackground: number;
}

export const usualAugmentation: CellAugmentation = { stain: 1.4, scale: 0.14, shiftUm: 1.5, focus: 0.5, noise: 6, maskedBackground: 0.2 };

let work = new Float32Array(3 * cellInputPx * cellInputPx);

/**
 * Draws a changed view of one canvas into `target` at `offset`: planes R, G, B of `sidePx` square, 0 to 255, of the classifier's usual
 * width in micrometres. Where canvases hold more or less than the usual width, all lengths are in the same proportion.
 * Turned by any angle, mirrored, scaled, stretched, shifted; stained, lit, focused and noisy otherwise.
 */
export function augmentCell(canvases: Uint8Array, index: number, augmentation: CellAugmentation, random: SeededRandom, target: Float32Array, offset: number, sidePx: number = cellInputPx, canvasSidePx: number = canvasPx): void {
  const plane = sidePx * sidePx;
  if (work.length < 3 * plane) work = new Float32Array(3 * plane);
  const micrometresPerPixel = (canvasMicrometresPerPixel * canvasPx) / canvasSidePx, last = canvasSidePx - 1;
  const angle = random.between(0, 2 * Math.PI);
  const stretch = Math.exp(random.between(-0.06, 0.06));
  const step = (cellInputUm / sidePx / micrometresPerPixel) * Math.exp(random.between(-augmentation.scale, augmentation.scale));
  const side = random.uniform() < 0.5 ? -1 : 1;
  const cos = Math.cos(angle) * step, sin = Math.sin(angle) * step;
  const reach = augmentation.shiftUm / micrometresPerPixel;
  const centreX = last / 2 + random.between(-reach, reach), centreY = last / 2 + random.between(-reach, reach);
  const { matrix, offset: white } = randomStainVariation(random, augmentation.stain * random.uniform());
  const base = index * 3 * canvasSidePx * canvasSidePx;
  const middle = (sidePx - 1) / 2;
  for (let row = 0, at = 0; row < sidePx; row++) {
    for (let column = 0; column < sidePx; column++, at++) {
      const u = (column - middle) * side * stretch, v = (row - middle) / stretch;
      const x = mirrored(centreX + cos * u - sin * v, last), y = mirrored(centreY + sin * u + cos * v, last);
      const left = x | 0, top = y | 0, fx = x - left, fy = y - top;
      const a = base + 3 * (top * canvasSidePx + left), b = a + (left < last ? 3 : 0);
      const below = top < last ? 3 * canvasSidePx : 0, c = a + below, d = b + below;
      const wa = (1 - fx) * (1 - fy), wb = fx * (1 - fy), wc = (1 - fx) * fy, wd = fx * fy;
      const r = densityOfByte[(canvases[a] * wa + canvases[b] * wb + canvases[c] * wc + canvases[d] * wd + 0.5) | 0];
      const g = densityOfByte[(canvases[a + 1] * wa + canvases[b + 1] * wb + canvases[c + 1] * wc + canvases[d + 1] * wd + 0.5) | 0];
      const bl = densityOfByte[(canvases[a + 2] * wa + canvases[b + 2] * wb + canvases[c + 2] * wc + canvases[d + 2] * wd + 0.5) | 0];
      work[at] = intensityOfDensity(matrix[0] * r + matrix[1] * g + matrix[2] * bl + white[0]);
      work[plane + at] = intensityOfDensity(matrix[3] * r + matrix[4] * g + matrix[5] * bl + white[1]);
      work[2 * plane + at] = intensityOfDensity(matrix[6] * r + matrix[7] * g + matrix[8] * bl + white[2]);
    }
  }
  focus(augmentation, random, target, offset, sidePx);
  addNoise(augmentation, random, target.subarray(offset, offset + 3 * plane));
  if (random.uniform() < augmentation.maskedBackground) maskBackground(random.between(0.31, 0.48) * sidePx, random, target, offset, sidePx);
}

/** Mirrors a coordinate into 0 .. last. */
function mirrored(at: number, last: number): number {
  const folded = at < 0 ? -at : at > last ? 2 * last - at : at;
  return folded < 0 ? 0 : folded > last ? last : folded;
}

/** Copies `work` to the target, towards (blur) or away from (sharper) its 3 × 3 mean; a few times over, where a picture lies well out of focus. */
function focus(augmentation: CellAugmentation, random: SeededRandom, target: Float32Array, offset: number, sidePx: number): void {
  const length = 3 * sidePx * sidePx;
  const share = random.uniform() < augmentation.focus ? random.between(-0.8, 1) : 0;
  target.set(work.subarray(0, length), offset);
  if (share === 0) return;
  // Five passes of a 3 × 3 mean are a blur of 1.8 px: 0.42 µm at the usual size.
  const passes = share > 0.5 ? 1 + random.below(5) : 1;
  for (let pass = 0; pass < passes; pass++) {
    if (pass > 0) work.set(target.subarray(offset, offset + length));
    towardsMean(pass === 0 ? share : 1, target, offset, sidePx);
  }
}

/** Moves every pixel of `work` by a share of the way to the mean of its surroundings, into the target. */
function towardsMean(share: number, target: Float32Array, offset: number, sidePx: number): void {
  const last = sidePx - 1;
  for (let channel = 0; channel < 3; channel++) {
    const plane = channel * sidePx * sidePx;
    for (let row = 0; row < sidePx; row++) {
      const above = plane + Math.max(0, row - 1) * sidePx;
      const here = plane + row * sidePx;
      const below = plane + Math.min(last, row + 1) * sidePx;
      for (let column = 0; column < sidePx; column++) {
        const left = column === 0 ? 0 : column - 1, right = column === last ? last : column + 1;
        const mean = (work[above + left] + work[above + column] + work[above + right] + work[here + left] + work[here + column]
          + work[here + right] + work[below + left] + work[below + column] + work[below + right]) / 9;
        const value = work[here + column] + (mean - work[here + column]) * share;
        target[offset + here + column] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    }
  }
}

function addNoise(augmentation: CellAugmentation, random: SeededRandom, view: Float32Array): void {
  const deviation = Math.abs(random.normal()) * 0.5 * augmentation.noise;
  if (deviation < 0.5) return;
  // A uniform of the same deviation: a quarter of the cost of a normal, and no network can tell.
  const width = deviation * Math.sqrt(12);
  for (let i = 0; i < view.length; i++) {
    const value = view[i] + (random.uniform() - 0.5) * width;
    view[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
}

/** Paints everything beyond `radiusPx` of the centre in one random light colour. */
function maskBackground(radiusPx: number, random: SeededRandom, target: Float32Array, offset: number, sidePx: number): void {
  const middle = (sidePx - 1) / 2;
  const colour = [random.between(150, 255), random.between(150, 255), random.between(150, 255)];
  for (let row = 0; row < sidePx; row++) {
    for (let column = 0; column < sidePx; column++) {
      if ((row - middle) ** 2 + (column - middle) ** 2 <= radiusPx * radiusPx) continue;
      for (let channel = 0; channel < 3; channel++) target[offset + (channel * sidePx + row) * sidePx + column] = colour[channel];
    }
  }
}
