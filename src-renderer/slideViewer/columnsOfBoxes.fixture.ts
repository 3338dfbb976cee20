import type { CellColumns } from '#shared/contract/cellCommands.ts';

/** Columns for tests: cells with these boxes (x, y, width, height), called as given, else all the first class. */
export function columnsOfBoxes(boxes: readonly (readonly number[])[], slides: readonly number[] = [], codes: readonly number[] = []): CellColumns {
  const count = boxes.length;
  return {
    caseId: 1, reading: 'first', version: 1, ids: Int32Array.from(boxes, (_, row) => row + 1), slides: Uint16Array.from(boxes, (_, row) => slides[row] ?? 0),
    boxes: Float32Array.from(boxes.flat()), codes: Uint8Array.from(boxes, (_, row) => codes[row] ?? 0), machineCodes: Uint8Array.from(boxes, (_, row) => codes[row] ?? 0),
    forcedCodes: Uint8Array.from(boxes, (_, row) => codes[row] ?? 0), confidences: new Float32Array(count).fill(0.9), familiarities: new Float32Array(count).fill(0.5), states: new Uint8Array(count),
  };
}
