import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import { daisy, graebelDaisy } from './daisy.ts';
import { denseSift, graebelSift } from './denseSift.ts';
import { graebelPatterns, localBinaryPatterns } from './localBinaryPatterns.ts';
import { graebelGradients, orientedGradients } from './orientedGradients.ts';
import { colourPlanes, greyPlane } from './plane.ts';
import { polarPlane } from './polarPlane.ts';

/** Made by test/references/makeFeatures.py. */
type Case = Readonly<Record<'orientedGradients' | 'polarGradients' | 'binaryPatterns' | 'smallBinaryPatterns' | 'daisy' | 'denseSift', number[]>> & { readonly file: string };
const { cases } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../test/references/features.json'), 'utf8')) as { cases: Case[] };
const pictures = path.resolve(process.env.MYELOSCOPE_DATA ?? '../shared/data');

/** The picture's middle 200 px. */
async function patchOf(context: TestContext, file: string): Promise<RgbPicture> {
  if (!existsSync(path.join(pictures, file))) context.skip(`the real pictures are not at ${pictures}`);
  const source = await openSlide(path.join(pictures, file));
  try {
    const { widthPx, heightPx } = source.levels[0];
    return await source.readRegion(0, Math.floor((widthPx - 200) / 2), Math.floor((heightPx - 200) / 2), 200, 200);
  } finally {
    await source.close();
  }
}

function largestDifference(values: ArrayLike<number>, expected: readonly number[]): number {
  expect(values.length).toBe(expected.length);
  return expected.reduce((largest, value, i) => Math.max(largest, Math.abs(value - values[i])), 0);
}

const joined = (parts: readonly Float64Array[]) => parts.flatMap((part) => [...part]);

describe.each(cases)('features of $file', (expected) => {
  it('are the reference\'s within 1e-6', async (context) => {
    const patch = await patchOf(context, expected.file);
    const planes = colourPlanes(patch, 1), bytes = colourPlanes(patch, 255);
    expect(largestDifference(joined(planes.map((plane) => orientedGradients(plane, graebelGradients))), expected.orientedGradients)).toBeLessThan(1e-6);
    expect(largestDifference(joined(planes.map((plane) => orientedGradients(polarPlane(plane), graebelGradients))), expected.polarGradients)).toBeLessThan(1e-6);
    expect(largestDifference(joined(bytes.map((plane) => localBinaryPatterns(plane, graebelPatterns))), expected.binaryPatterns)).toBeLessThan(1e-6);
    expect(largestDifference(joined(bytes.map((plane) => localBinaryPatterns(plane, { points: 8, radiusPx: 1 }))), expected.smallBinaryPatterns)).toBeLessThan(1e-6);
    expect(largestDifference(daisy(greyPlane(patch), graebelDaisy), expected.daisy)).toBeLessThan(1e-6);
    expect(largestDifference(denseSift(greyPlane(patch), graebelSift), expected.denseSift)).toBeLessThan(1e-6);
  });
});
