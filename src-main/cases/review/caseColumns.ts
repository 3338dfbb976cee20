import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { CountRules } from './detectedCells.ts';
import { detectedCells } from './detectedCells.ts';
import { readingView } from './readingView.ts';
import { standingCells } from './standingCells.ts';

/** The cells of a case as a reading sees them; `machine` is as nobody has touched them. */
export type ReviewedColumns = Omit<CellColumns, 'reading'>;

const unknown = classCodes.indexOf('UNK');

/** All cells of a case in a reading: those detected in the order of counting, then those added. Throws `not-found`. */
export function caseColumns(library: Library, caseId: number, rules: CountRules, reading: Reading | 'machine'): ReviewedColumns {
  const detected = detectedCells(library, caseId);
  const view = readingView(library, caseId, reading);
  const found = detected.ids.length;
  const total = found + view.added.length;
  const columns: ReviewedColumns = {
    caseId, version: view.version,
    ids: grown(detected.ids, new Int32Array(total)), slides: grown(detected.slidePlaces, new Uint16Array(total)), boxes: grown(detected.boxes, new Float32Array(4 * total)),
    codes: new Uint8Array(total), machineCodes: grown(detected.codes, new Uint8Array(total)), forcedCodes: grown(detected.forcedCodes, new Uint8Array(total)),
    confidences: grown(detected.confidences, new Float32Array(total)), familiarities: grown(detected.familiarities, new Float32Array(total)), states: new Uint8Array(total),
  };
  const standing = standingCells(detected, view, rules);
  for (let row = 0; row < found; row++) {
    const { code, state } = standing.found(row);
    columns.codes[row] = code;
    columns.states[row] = state;
  }
  view.added.forEach((added, i) => {
    const row = found + i, { id, slideId, box } = added;
    const { code, state } = standing.added(added);
    columns.ids[row] = -id;
    columns.slides[row] = detected.slideIds.indexOf(slideId);
    columns.boxes.set([box.xPx, box.yPx, box.widthPx, box.heightPx], 4 * row);
    columns.codes[row] = code;
    columns.machineCodes[row] = unknown;
    columns.forcedCodes[row] = code;
    columns.confidences[row] = 1;
    columns.familiarities[row] = 1;
    columns.states[row] = state;
  });
  return columns;
}

function grown<Column extends Int32Array | Uint16Array | Uint8Array | Float32Array>(from: ArrayLike<number>, to: Column): Column {
  to.set(from);
  return to;
}
