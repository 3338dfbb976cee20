import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { CountedSmear } from '#main/cases/countedCase.ts';
import type { StoredCell } from '#main/store/repositories/cellRepository.ts';

/** A cell that stands for its class in the report. `smear` is its place among the smears of the case. */
export interface RepresentativeCell { readonly code: ClassCode; readonly smear: number; readonly cell: StoredCell }

const surest = (a: StoredCell, b: StoredCell): number => Math.max(...b.machineCall.probabilities) - Math.max(...a.machineCall.probabilities) || a.id - b.id;

/**
 * The surest cells of each class, at most `most` a class, taken from the smears in turn so that each is seen; classes in
 * report order. A reviewer's call stands before the machine's.
 */
export function representativeCells(smears: readonly CountedSmear[], most: number): RepresentativeCell[] {
  return classCodes.flatMap((code) => {
    const bySmear = smears.map(({ cells }) => cells.filter(({ machineCall, reviewerCall }) => (reviewerCall?.code ?? machineCall.code) === code).sort(surest));
    const chosen: RepresentativeCell[] = [];
    for (let rank = 0; chosen.length < most && bySmear.some(({ length }) => rank < length); rank++) {
      for (const [smear, cells] of bySmear.entries()) {
        if (rank < cells.length && chosen.length < most) chosen.push({ code, smear, cell: cells[rank] });
      }
    }
    return chosen;
  });
}
