import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';

/** One cell of a test: what is left out is that of an unreviewed, sure, familiar myelocyte. */
export interface CellOfTest {
  readonly id: number;
  readonly code?: ClassCode;
  readonly machine?: ClassCode;
  readonly forced?: ClassCode;
  readonly confidence?: number;
  readonly familiarity?: number;
  readonly state?: number;
  readonly slide?: number;
}

/** Columns of a case's first reading with these cells. */
export function columnsOfCells(cells: readonly CellOfTest[], version = 1): CellColumns {
  const place = (code: ClassCode): number => classCodes.indexOf(code);
  return {
    caseId: 7, reading: 'first', version,
    ids: Int32Array.from(cells, ({ id }) => id), slides: Uint16Array.from(cells, ({ slide = 0 }) => slide),
    boxes: Float32Array.from(cells.flatMap(({ id }) => [id * 100, 50, 40, 40])),
    codes: Uint8Array.from(cells, ({ code = 'MYB' }) => place(code)), machineCodes: Uint8Array.from(cells, ({ machine, code = 'MYB' }) => place(machine ?? code)),
    forcedCodes: Uint8Array.from(cells, ({ forced, machine, code = 'MYB' }) => place(forced ?? machine ?? code)),
    confidences: Float32Array.from(cells, ({ confidence = 0.9 }) => confidence), familiarities: Float32Array.from(cells, ({ familiarity = 0.5 }) => familiarity),
    states: Uint8Array.from(cells, ({ state = 0 }) => state),
  };
}
