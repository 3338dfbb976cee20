import type { SeededRandom } from '#shared/random/seededRandom.ts';
import { densityOfByte, intensityOfDensity, randomStainVariation } from '../augmentation/stainVariation.ts';
import { canvasPx } from './trainingCanvas.ts';
import { roundLikeJpeg } from './roundLikeJpeg.ts';

const plane = canvasPx * canvasPx;

/** How strongly colours may differ; 1 is as far as laboratories do. */
const strongestStain = 1.5;
/** Largest standard deviation of a blur, in pixels of 0.46 µm. */
const largestBlurPx = 1.3;
const strongestNoise = 9;

/**
 * Changes a canvas (planes of 0 to 255) as another laboratory, lamp, camera or file format would: stain and light, focus,
 * noise, JPEG's blocks. Nothing moves, so the labels stay true.
 */
export function varyCanvas(planes: Float32Array, random: SeededRandom): void {
  stain(planes, random);
  const focus = random.uniform();
  if (focus < 0.35) blur(planes, random.between(0.3, largestBlurPx));
  else if (focus < 0.5) sharpen(planes, random.between(0.3, 1.2));
  if (random.uniform() < 0.2) roundLikeJpeg(planes, canvasPx, random.between(0.3, 2.5));
  const noise = random.uniform() < 0.5 ? random.between(0, strongestNoise) : 0;
  for (let i = 0; i < planes.length; i += 1) {
    const value = noise === 0 ? planes[i] : planes[i] + noise * random.normal();
    planes[i] = Math.max(0, Math.min(255, value));
  }
}

function stain(planes: Float32Array, random: SeededRandom): void {
  const { matrix, offset } = randomStainVariation(random, strongestStain * random.uniform());
  for (let at = 0; at < plane; at += 1) {
    const red = densityOfByte[planes[at] | 0];
    const green = densityOfByte[planes[plane + at] | 0];
    const blue = densityOfByte[planes[2 * plane + at] | 0];
    for (let channel = 0; channel < 3; channel += 1) {
      planes[channel * plane + at] = intensityOfDensity(matrix[3 * channel] * red + matrix[3 * channel + 1] * green + matrix[3 * channel + 2] * blue + offset[channel]);
    }
  }
}

/** A Gaussian of this standard deviation, one axis after the other. */
function blur(planes: Float32Array, sigmaPx: number): void {
  const reach = Math.ceil(2.5 * sigmaPx);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigmaPx * sigmaPx)));
  const sum = kernel.reduce((a, b) => a + b, 0);
  const line = new Float32Array(canvasPx);
  const pass = (start: number, step: number) => {
    for (let i = 0; i < canvasPx; i += 1) line[i] = planes[start + i * step];
    for (let i = 0; i < canvasPx; i += 1) {
      let value = 0;
      for (let k = -reach; k <= reach; k += 1) value += kernel[k + reach] * line[Math.max(0, Math.min(canvasPx - 1, i + k))];
      planes[start + i * step] = value / sum;
    }
  };
  for (let channel = 0; channel < 3; channel += 1) {
    for (let i = 0; i < canvasPx; i += 1) {
      pass(channel * plane + i * canvasPx, 1);
      pass(channel * plane + i, canvasPx);
    }
  }
}

function sharpen(planes: Float32Array, amount: number): void {
  const soft = planes.slice();
  blur(soft, 0.8);
  for (let i = 0; i < planes.length; i += 1) planes[i] += amount * (planes[i] - soft[i]);
}
