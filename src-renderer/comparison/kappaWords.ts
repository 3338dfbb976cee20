/** How far two readers agree, in the words of J. R. Landis and G. G. Koch (Biometrics 1977;33:159-174). */
export const agreementWords = ['poor', 'slight', 'fair', 'moderate', 'substantial', 'almostPerfect'] as const;
export type AgreementWord = (typeof agreementWords)[number];

/** Upper ends of the words, the last being 1. Kappa below 0 is poor. */
const upperEnds: readonly (readonly [AgreementWord, number])[] = [['slight', 0.2], ['fair', 0.4], ['moderate', 0.6], ['substantial', 0.8], ['almostPerfect', 1]];

/** The word of a kappa. It is judged as printed, to two decimals, so that a printed 0.80 never bears the word of 0.81. */
export function agreementWord(kappa: number): AgreementWord {
  const printed = Math.round(kappa * 100) / 100;
  if (printed < 0) return 'poor';
  return upperEnds.find(([, end]) => printed <= end)?.[0] ?? 'almostPerfect';
}

/** The words of an interval's two ends: the same word twice where the interval leaves no doubt. */
export function wordsOfInterval({ lower, upper }: { readonly lower: number; readonly upper: number }): readonly [AgreementWord, AgreementWord] {
  return [agreementWord(lower), agreementWord(upper)];
}
