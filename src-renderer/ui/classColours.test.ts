import { describe, expect, it } from 'vitest';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classColours } from './classColours.ts';

type Triple = [number, number, number];

const linearOf = (hex: string): Triple => [1, 3, 5].map((at) => {
  const value = parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}) as Triple;

const times = (matrix: Triple[], [a, b, c]: Triple): Triple => matrix.map(([x, y, z]) => Math.max(0, x * a + y * b + z * c)) as Triple;

/** Machado, Oliveira, Fernandes 2009 (doi 10.1109/TVCG.2009.113), severity 1. */
const eyes: Record<string, Triple[]> = {
  full: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** CIE L*a*b* under D65. */
function labOf(linear: Triple): Triple {
  const xyz = times([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]], linear);
  const [x, y, z] = xyz.map((value, i) => {
    const share = value / [0.95047, 1, 1.08883][i];
    return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const difference = (eye: string, first: ClassCode, second: ClassCode): number => {
  const [a, b] = [first, second].map((code) => labOf(times(eyes[eye], linearOf(classColours[code].fill))));
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};

describe('class colours', () => {
  it.each(Object.keys(eyes))('keeps neighbours of the report well apart, and any two classes apart, for %s eyes', (eye) => {
    const close: string[] = [];
    classCodes.forEach((first, i) => classCodes.slice(i + 1).forEach((second, j) => {
      const apart = difference(eye, first, second);
      if (apart < (j === 0 ? 16 : 9)) close.push(`${first} ${second} ${apart.toFixed(1)}`);
    }));
    expect(close).toEqual([]);
  });

  it('writes the code at a contrast of 4.5 or more', () => {
    const luminance = (hex: string): number => { const [r, g, b] = linearOf(hex); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    for (const code of classCodes) {
      const [low, high] = [luminance(classColours[code].fill), luminance(classColours[code].ink)].toSorted((a, b) => a - b);
      expect((high + 0.05) / (low + 0.05), code).toBeGreaterThanOrEqual(4.5);
    }
  });
});
