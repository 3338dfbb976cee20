import { expect, it } from 'vitest';
import { seededRandom } from '../random/seededRandom.ts';
import { subsetInterval } from './subsetInterval.ts';

it('is none below six groups, and for six spans from the least to the greatest group', () => {
  const groups = [3, 1, 4, 1, 5, 9].map((gained) => ({ gained, cells: 10 }));
  expect(subsetInterval(groups.slice(1))).toBeUndefined();
  expect(subsetInterval(groups)).toEqual([0.1, 0.9]);
  expect(subsetInterval([])).toBeUndefined();
});

it('holds the true gain in 95 of 100 comparisons, for few groups of unlike sizes and for more than are looked at in full', () => {
  for (const [count, comparisons] of [[6, 1000], [9, 1000], [16, 600]]) {
    let held = 0;
    for (let seed = 0; seed < comparisons; seed++) {
      const random = seededRandom(seed, count);
      const [low, high] = subsetInterval(Array.from({ length: count }, (_, i) => {
        const cells = i === 0 ? 400 : 20 + random.below(40);
        return { cells, gained: cells * (0.1 + 0.05 * random.normal()) };
      }))!;
      held += Number(low <= 0.1 && 0.1 <= high);
    }
    expect(held / comparisons).toBeGreaterThan(0.93);
    expect(held / comparisons).toBeLessThan(0.985);
  }
});
