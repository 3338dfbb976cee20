import { expect, it } from 'vitest';
import { readCells } from '../cellPictures/readCells.ts';
import { knownColoursOf } from './knownColours.ts';

it('gives the middle 95 % of single cells, and leaves out what has no nucleus', async () => {
  // Plain pictures, the lighter the higher their number; artefacts are black.
  const pictures = await readCells(Array.from({ length: 41 }, (_, i) => {
    const label = i === 40 ? 'ART' : 'LYT', value = i === 40 ? 0 : 100 + i;
    return { name: String(i), origin: 'laboratory' as const, label, right: [label as 'LYT'], group: String(i), look: undefined, read: () => Promise.resolve({ picture: { widthPx: 30, heightPx: 30, rgb: new Uint8Array(2700).fill(value) }, spanUm: 22 }) };
  }), () => Promise.reject(new Error('nothing is read from files')));
  const { cells, values } = knownColoursOf(pictures, pictures.cells, 'marrow', 'a test');
  expect(cells).toBe(40);
  const density = (value: number) => -Math.log10((value + 1) / 256);
  for (const { low, high } of values) {
    expect(high).toBeCloseTo(density(101), 3);
    expect(low).toBeCloseTo(density(138), 3);
  }
});
