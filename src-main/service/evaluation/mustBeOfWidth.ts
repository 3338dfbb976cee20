import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

/** Widths in tables are rounded. */
const sameWidthUm = 0.1;

/**
 * Refuses a width of pictures (µm) other than the one that a table beside them tells, where either is known: every cell would be seen at a wrong scale.
 *
 * @throws MyeloscopeError `bad-input` naming both
 */
export function mustBeOfWidth(directory: string, given: number | undefined, toldByTable: number | undefined): void {
  if (given === undefined || toldByTable === undefined || Math.abs(given - toldByTable) <= sameWidthUm) return;
  throw new MyeloscopeError('bad-input', `The pictures in ${directory} are ${toldByTable} µm wide, as the table beside them says, not ${given} µm.`, 'Give that width, or mend the table where it is wrong.');
}
