import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { isClassCode } from '#shared/taxonomy/cellClasses.ts';
import { denominatorOf } from '#shared/taxonomy/denominator.ts';
import type { Scheme } from '#shared/taxonomy/schemes.ts';

/** Classes that a scheme puts in the denominator: they alone count towards the target. */
export function countableClasses(scheme: Scheme): ReadonlySet<ClassCode> {
  return new Set(denominatorOf(scheme).filter(isClassCode));
}
