import { expect, it } from 'vitest';
import { mustFitInMemory } from './mustFitInMemory.ts';

it('refuses in words what takes more than half of the free memory, and says how many cells have room', () => {
  const bytes = 4 * 3 * 224 * 224;
  expect(() => { mustFitInMemory(1000, bytes, 2 ** 31); }).not.toThrow();
  expect(() => { mustFitInMemory(10_000, bytes, 2 ** 31); }).toThrow('10000 cells are too many to train this part on here: they take 5.6 GB of memory, and 2.0 GB are free.');
  expect(() => { mustFitInMemory(10_000, bytes, 2 ** 31); }).toThrow(expect.objectContaining({ code: 'bad-input', remedy: expect.stringContaining('about 1783 cells') as string }) as Error);
});
