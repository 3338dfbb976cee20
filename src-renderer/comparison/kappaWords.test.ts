import { describe, expect, it } from 'vitest';
import { agreementWord, wordsOfInterval } from './kappaWords.ts';

describe('words of kappa', () => {
  it.each([[-0.2, 'poor'], [-0.004, 'slight'], [0, 'slight'], [0.2, 'slight'], [0.21, 'fair'], [0.5, 'moderate'], [0.61, 'substantial'], [0.8, 'substantial'], [0.804, 'substantial'], [0.81, 'almostPerfect'], [1, 'almostPerfect']])('%s is %s', (kappa, word) => {
    expect(agreementWord(kappa)).toBe(word);
  });

  it('judge both ends of the interval', () => { expect(wordsOfInterval({ lower: 0.55, upper: 0.83 })).toEqual(['moderate', 'almostPerfect']); });
});
