import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';

/** Columns of a case before its first cell is known. */
export function noCells(caseId: number, reading: Reading): CellColumns {
  return {
    caseId, reading, version: 0, ids: new Int32Array(0), slides: new Uint16Array(0), boxes: new Float32Array(0), codes: new Uint8Array(0), machineCodes: new Uint8Array(0),
    forcedCodes: new Uint8Array(0), confidences: new Float32Array(0), familiarities: new Float32Array(0), states: new Uint8Array(0),
  };
}

/** The same cells with calls and states of their own, so that writing them leaves the given columns alone. */
export function withOwnCalls(columns: CellColumns): CellColumns {
  return { ...columns, codes: columns.codes.slice(), states: columns.states.slice() };
}
