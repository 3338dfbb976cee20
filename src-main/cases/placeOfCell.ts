import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { CellPlace } from './planCount.ts';

/** Where a cell called so stands in a count, given the classes that enter the differential. */
export function placeOfCell(code: ClassCode, countable: ReadonlySet<ClassCode>): CellPlace {
  if (countable.has(code)) return 'counted';
  return code === 'UNK' ? 'unnamed' : 'noted';
}
