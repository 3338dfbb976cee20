import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { cellState } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { AddedCell } from '#main/store/repositories/addedCellRepository.ts';
import type { CountRules, DetectedCells } from './detectedCells.ts';
import { detectedCells } from './detectedCells.ts';
import { excludes, excludesBox } from './excludes.ts';
import { givesWay } from './foundAlready.ts';
import type { ReadingView } from './readingView.ts';
import { readingView } from './readingView.ts';

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
  const stateOf = stateBits(detected, view, rules);
  for (let row = 0; row < found; row++) {
    const { code, state } = view.said(detected.ids[row], detected.codes[row]);
    columns.codes[row] = code;
    columns.states[row] = state | stateOf(row);
  }
  const isGivingWay = givesWay(detected, view, stateOf);
  view.added.forEach((added, i) => {
    const row = found + i, { id, slideId, box } = added;
    const { code, state } = view.said(-id, unknown);
    columns.ids[row] = -id;
    columns.slides[row] = detected.slideIds.indexOf(slideId);
    columns.boxes.set([box.xPx, box.yPx, box.widthPx, box.heightPx], 4 * row);
    columns.codes[row] = code;
    columns.machineCodes[row] = unknown;
    columns.forcedCodes[row] = code;
    columns.confidences[row] = 1;
    columns.familiarities[row] = 1;
    columns.states[row] = state | addedBits(view, added, isGivingWay);
  });
  return columns;
}

/** The bits of an added cell that do not depend on what is said of it: whether it lies in an area left out, and gives way to a detected one. */
export function addedBits(view: ReadingView, added: AddedCell, isGivingWay: (added: AddedCell) => boolean): number {
  return (excludesBox(view.areas, added.slideId, added.box) ? cellState.excluded : 0) | (isGivingWay(added) ? cellState.removed : 0);
}

/** The bits of a detected cell that do not depend on what is said of it: whether it lies in an area left out, and beyond the target. */
export function stateBits(detected: DetectedCells, view: ReadingView, rules: CountRules): (row: number) => number {
  const { boxes, slidePlaces, slideIds, firstRows } = detected;
  const ends = detected.cuts(rules).map(({ length }, slide) => firstRows[slide] + length);
  return (row) => {
    const slide = slidePlaces[row];
    const beyond = row >= ends[slide] ? cellState.beyondTarget : 0;
    if (view.areas.length === 0) return beyond;
    const isOut = excludes(view.areas, slideIds[slide], boxes[4 * row] + boxes[4 * row + 2] / 2, boxes[4 * row + 1] + boxes[4 * row + 3] / 2);
    return isOut ? beyond | cellState.excluded : beyond;
  };
}

function grown<Column extends Int32Array | Uint16Array | Uint8Array | Float32Array>(from: ArrayLike<number>, to: Column): Column {
  to.set(from);
  return to;
}
