import { isCalibrated } from '#shared/models/modelVersion.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { NewCell } from './cellRepository.ts';

/** The cells of one region as columns of bytes. `classCodes` are the codes that the bytes of class columns are places in. */
export interface PackedRegion { readonly cells: number; readonly classCodes: string; readonly packed: Uint8Array }

/** Columns of cells, in the order of counting. Codes are places in the taxonomy's `classCodes`; boxes four numbers a cell. */
export interface CellColumnsOfMachine {
  readonly ids: Int32Array;
  readonly boxes: Float32Array;
  readonly codes: Uint8Array;
  readonly forcedCodes: Uint8Array;
  /** Probability of `forcedCodes`. */
  readonly confidences: Float32Array;
  readonly familiarities: Float32Array;
}

/** Columns for so many cells, all zero. */
export function emptyColumns(cells: number): CellColumnsOfMachine {
  return {
    ids: new Int32Array(cells), boxes: new Float32Array(4 * cells), codes: new Uint8Array(cells), forcedCodes: new Uint8Array(cells),
    confidences: new Float32Array(cells), familiarities: new Float32Array(cells),
  };
}

/**
 * Packs the cells of a region with their ids. Column after column, little-endian, the wider first so that each begins on a
 * multiple of four: ids (32 bits), boxes (4 floats), confidences, familiarities (floats), codes, forced codes (bytes).
 */
export function packRegion(ids: readonly number[], cells: readonly NewCell[]): PackedRegion {
  const columns = emptyColumns(cells.length);
  cells.forEach(({ box, machineCall, confidence }, i) => {
    columns.ids[i] = ids[i];
    columns.boxes.set([box.xPx, box.yPx, box.widthPx, box.heightPx], 4 * i);
    // A probability that nobody measured is no reason to be sure: such calls stand with the doubtful ones.
    columns.confidences[i] = isCalibrated(machineCall.modelVersion) ? confidence ?? machineCall.probabilities.reduce((most, probability) => Math.max(most, probability), 0) : 0;
    columns.familiarities[i] = machineCall.familiarity;
    columns.codes[i] = classCodes.indexOf(machineCall.code);
    columns.forcedCodes[i] = classCodes.indexOf(machineCall.forcedCode);
  });
  const parts = inOrder(columns).map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));
  return { cells: cells.length, classCodes: classCodes.join(' '), packed: Buffer.concat(parts) };
}

/** Puts a packed region into columns from a row on. */
export function unpackRegion({ cells, classCodes: codesThen, packed }: PackedRegion, into: CellColumnsOfMachine, row: number): void {
  // Copied, because SQLite's bytes need not lie on a multiple of four.
  const { buffer } = new Uint8Array(packed);
  inOrder(into).reduce((offset, column) => {
    const perCell = column === into.boxes ? 4 : 1;
    const Kind = column.constructor as new (buffer: ArrayBuffer, offset: number, length: number) => typeof column;
    column.set(new Kind(buffer, offset, perCell * cells), perCell * row);
    return offset + perCell * cells * column.BYTES_PER_ELEMENT;
  }, 0);
  if (codesThen === classCodes.join(' ')) return;
  // The taxonomy has other classes or another order now than when the region was counted.
  const places = codesThen.split(' ').map((code) => classCodes.indexOf(code as ClassCode));
  for (const column of [into.codes, into.forcedCodes]) for (let i = row; i < row + cells; i++) column[i] = places[column[i]];
}

const inOrder = ({ ids, boxes, confidences, familiarities, codes, forcedCodes }: CellColumnsOfMachine) => [ids, boxes, confidences, familiarities, codes, forcedCodes];
