import { describe, expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import type { TriedCell } from './expertGain.ts';
import { expertGain, isKept } from './expertGain.ts';

/** Of each group the cells mended and spoilt, and one that is right either way. */
const gain = (...groups: readonly (readonly [mended: number, spoilt: number])[]) => expertGain(groups.flatMap(([mended, spoilt], i) =>
  Array.from({ length: mended + spoilt + 1 }, (_, cell): TriedCell => ({ group: `patient ${i}`, isRightWithout: cell >= mended, isRightWith: cell < mended || cell === mended + spoilt }))));
const each = (mended: number, spoilt: number) => gain(...Array.from({ length: mended }, () => [1, 0] as const), ...Array.from({ length: spoilt }, () => [0, 1] as const));

it('counts what is right without it and with it, and what it turned of each group', () => {
  expect(gain([3, 1], [0, 0], [2, 0])).toEqual({ cells: 9, rightWithout: 4, rightWith: 8, mended: 5, spoilt: 1, byGroup: [{ mended: 3, spoilt: 1 }, { mended: 2, spoilt: 0 }] });
});

describe('isKept', () => {
  it('keeps an expert that mends clearly more than it spoils', () => {
    expect(isKept(each(9, 2))).toBe(true);
    expect(isKept(each(4, 0))).toBe(true);
  });

  it('leaves one that could have helped by chance, or does not help', () => {
    for (const [mended, spoilt] of [[0, 0], [1, 0], [3, 0], [5, 4], [2, 6]]) expect(isKept(each(mended, spoilt))).toBe(false);
  });

  it('leaves one that helps some patients and harms others', () => {
    expect(isKept(gain([5, 1], [5, 1], [5, 1], [5, 1]))).toBe(true);
    expect(isKept(gain([10, 0], [10, 0], [0, 2], [0, 2]))).toBe(false);
  });

  it('keeps one that helps nobody on average in about one of ten at most, however unlike the patients are', () => {
    const random = seededRandom(9), runs = 1000;
    for (const spread of [0, 0.1, 0.2]) {
      let kept = 0;
      for (let run = 0; run < runs; run++) {
        const patients = Array.from({ length: 6 }, () => {
          const share = 0.5 + spread * (random.uniform() < 0.5 ? -1 : 1), mended = Array.from({ length: 20 }, () => random.uniform() < share).filter(Boolean).length;
          return [mended, 20 - mended] as const;
        });
        kept += Number(isKept(gain(...patients)));
      }
      expect(kept / runs).toBeLessThan(0.12);
    }
  });
});
