import { describe, expect, it } from 'vitest';
import { shareTarget } from './shareTarget.ts';
import { randomSource } from './randomSource.ts';

const shares = (target: number, available: (number | undefined)[]) => shareTarget(target, available.map((cellsAvailable, i) => ({ name: `smear ${i}`, cellsAvailable })));

describe('sharing the target', () => {
  it('shares equally, the remainder to the first smears', () => {
    expect(shares(500, [undefined])).toEqual({ shares: [500], short: 0 });
    expect(shares(500, [undefined, undefined, undefined])).toEqual({ shares: [167, 167, 166], short: 0 });
    expect(shares(2, [undefined, undefined, undefined])).toEqual({ shares: [1, 1, 0], short: 0 });
  });

  it('shares again what a smear does not have', () => {
    expect(shares(500, [40, undefined, undefined])).toEqual({ shares: [40, 230, 230], short: 0 });
    expect(shares(500, [40, undefined, 180])).toEqual({ shares: [40, 280, 180], short: 0 });
    expect(shares(500, [40, 0, 60])).toEqual({ shares: [40, 0, 60], short: 400 });
  });

  it('never takes a cell back from a smear when another runs out', () => {
    const random = randomSource(11);
    for (let round = 0; round < 2000; round++) {
      const target = 1 + Math.floor(random.uniform() * 600);
      const available: (number | undefined)[] = Array.from({ length: 1 + Math.floor(random.uniform() * 6) }, () => undefined);
      let before = shares(target, available);
      for (let i = 0; i < available.length; i++) {
        available[i] = Math.floor(random.uniform() * (before.shares[i] + 1));
        const after = shares(target, available);
        expect(after.shares.reduce((sum, share) => sum + share, 0) + after.short).toBe(target);
        after.shares.forEach((share, j) => { expect(share).toBeGreaterThanOrEqual(available[j] === undefined ? before.shares[j] : available[j]); });
        before = after;
      }
    }
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a target of %d', (target) => { expect(() => shares(target, [1])).toThrow(/can't be counted/); });
  it('refuses no smears', () => { expect(() => shares(5, [])).toThrow(/no smear/); });
});
