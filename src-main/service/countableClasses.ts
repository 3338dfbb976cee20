import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { isClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Scheme } from '#shared/taxonomy/schemes.ts';

/** Classes that a scheme puts in the denominator: they alone count towards the target. */
export function countableClasses({ rows, unknownInDenominator }: Scheme): ReadonlySet<ClassCode> {
  const counted = rows.filter(({ place }) => place === 'counted').flatMap(({ classes }) => classes).filter(isClassCode);
  return new Set(unknownInDenominator ? [...counted, 'UNK' as const] : counted);
}
