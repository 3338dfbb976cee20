import { isUnsettled } from '#shared/contract/cellCommands.ts';
import type { ReviewedColumns } from '#main/cases/review/caseColumns.ts';

/** A number of cells, in words. */
export const cellsOf = (count: number): string => (count === 1 ? '1 cell' : `${String(count)} cells`);
/** The form of a verb that goes with a number. */
export const verb = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/**
 * What two readers have left open, in sentences, the same cells that their comparison lists as still to settle: of a cell that
 * the machine found its call stands, and one that a reader added is left out. Only the consensus has such cells.
 */
export function unsettledCells({ ids, states }: ReviewedColumns): string[] {
  const open = ids.filter((_, row) => isUnsettled(states[row]));
  const added = open.filter((cellId) => cellId < 0).length;
  const found = open.length - added;
  return [
    ...(found > 0 ? [`The two readers differ on ${cellsOf(found)}, and no consensus was found: the machine's ${verb(found, 'call stands', 'calls stand')}.`] : []),
    ...(added > 0 ? [`The two readers differ on ${cellsOf(added)} that ${verb(added, 'was', 'were')} added, and no consensus was found: ${verb(added, 'it is', 'they are')} left out of the count.`] : []),
  ];
}
