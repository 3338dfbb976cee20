import { describe, expect, it } from 'vitest';
import { isKept } from './trainExpert.ts';

describe('isKept', () => {
  const gain = (mended: number, spoilt: number) => ({ cells: 90, rightWithout: 60, rightWith: 60 + mended - spoilt, mended, spoilt });

  it('keeps an expert that mends clearly more than it spoils', () => {
    expect(isKept(gain(9, 2))).toBe(true);
    expect(isKept(gain(4, 0))).toBe(true);
  });

  it('leaves one that could have helped by chance, or does not help', () => {
    for (const [mended, spoilt] of [[0, 0], [1, 0], [3, 0], [5, 4], [2, 6]]) expect(isKept(gain(mended, spoilt))).toBe(false);
  });
});
