import type { Scheme } from './schemes.ts';

/** Codes of the classes whose cells make up a scheme's denominator: those of its counted rows, and UNK where it says so. */
export function denominatorOf({ rows, unknownInDenominator }: Pick<Scheme, 'rows' | 'unknownInDenominator'>): readonly string[] {
  const counted = rows.filter(({ place }) => place === 'counted').flatMap(({ classes }) => classes);
  return unknownInDenominator ? [...counted, 'UNK'] : counted;
}

/** How many of some cells, whole numbers by class code, stand in the denominator. */
export function cellsInDenominator(counts: Readonly<Record<string, number>>, scheme: Pick<Scheme, 'rows' | 'unknownInDenominator'>): number {
  return denominatorOf(scheme).reduce((cells, code) => cells + (counts[code] ?? 0), 0);
}
