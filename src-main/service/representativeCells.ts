import { isCalibrated } from '#shared/models/modelVersion.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { CountedCell, CountedSmear } from '#main/cases/countedCase.ts';

/** A cell that stands for its class in the report. `smear` is its place among the smears of the case. */
export interface RepresentativeCell {
  readonly code: ClassCode;
  readonly smear: number;
  readonly cell: CountedCell;
  /**
   * How probable the machine held this very class; undefined where it gave no name, a person gave another, or the model was never calibrated. A cell unlike all
   * that was learnt can be UNK with a high probability for some class: printed under it, that would be a wrong number.
   */
  readonly probability: number | undefined;
}

function probabilityOf({ machineCall }: CountedCell, code: ClassCode): number | undefined {
  return code === 'UNK' || machineCall?.code !== code || !isCalibrated(machineCall.modelVersion) ? undefined : Math.max(...machineCall.probabilities);
}

const surestOf = (code: ClassCode) => (a: CountedCell, b: CountedCell): number => (probabilityOf(b, code) ?? 0) - (probabilityOf(a, code) ?? 0) || a.id - b.id;

/**
 * The surest cells of each class, at most `most` a class, taken from the smears in turn so that each is seen; classes in
 * report order. A reviewer's call stands before the machine's. Cells that
 * nobody could name come as they were counted: none is a surer example than another.
 */
export function representativeCells(smears: readonly CountedSmear[], most: number): RepresentativeCell[] {
  return classCodes.flatMap((code) => {
    const bySmear = smears.map(({ cells }) => cells.filter((cell) => cell.code === code).sort(surestOf(code)));
    const chosen: RepresentativeCell[] = [];
    for (let rank = 0; chosen.length < most && bySmear.some(({ length }) => rank < length); rank++) {
      for (const [smear, cells] of bySmear.entries()) {
        if (rank < cells.length && chosen.length < most) chosen.push({ code, smear, cell: cells[rank], probability: probabilityOf(cells[rank], code) });
      }
    }
    return chosen;
  });
}
