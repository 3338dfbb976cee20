import * as v from 'valibot';
import { cellState } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import type { ReviewChange, ReviewedAct } from '#shared/contract/reviewCommands.ts';
import { reviewedAct } from '#shared/contract/reviewCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredAct } from '#main/store/repositories/reviewActRepository.ts';
import type { CountRules, DetectedCells } from './detectedCells.ts';
import { excludes, excludesBox } from './excludes.ts';
import { foundTwins } from './foundAlready.ts';
import type { CaughtUp } from './readingMarks.ts';
import type { ReadingView } from './readingView.ts';
import { readingView } from './readingView.ts';
import { standingCells } from './standingCells.ts';

const unknown = classCodes.indexOf('UNK');

/** What undo and redo of a reading would take back or do again now, and how many acts came before. */
export function undoState(library: Library, caseId: number, reading: Reading): Pick<ReviewChange, 'version' | 'undo' | 'redo'> {
  const [undo, redo] = [library.reviewActs.lastStanding(caseId, reading), library.reviewActs.lastUndone(caseId, reading)];
  return { version: readingView(library, caseId, reading).version, ...(undo && { undo: actOf(undo) }), ...(redo && { redo: actOf(redo) }) };
}

/** An act as it was kept; where a later version has kept what this one does not know, its kind alone. */
function actOf({ kind, detail }: StoredAct): ReviewedAct {
  const whole = v.safeParse(reviewedAct, { kind, ...JSON.parse(detail) as object });
  return whole.success ? whole.output : v.parse(reviewedAct, { kind });
}

/** What came of an act: the cells that are not as they were `before`, as they stand now. */
export function reviewChange(
  library: Library, rules: CountRules, detected: DetectedCells, { caseId, reading }: { readonly caseId: number; readonly reading: Reading }, before: ReadingView, { touched, areasChanged }: CaughtUp,
): ReviewChange {
  const now = readingView(library, caseId, reading);
  const changed = new Set([...touched, ...(areasChanged ? cellsMovedInOrOut(detected, before, now) : [])]);
  // What was both added and found comes and goes together, also where the adding was undone.
  for (const cell of new Set([...before.added, ...now.added])) {
    const same = [...foundTwins(detected, cell).map((row) => detected.ids[row]), -cell.id];
    if (same.some((cellId) => changed.has(cellId))) for (const cellId of same) changed.add(cellId);
  }
  const ids = Int32Array.from(changed);
  const codes = new Uint8Array(ids.length);
  const states = new Uint8Array(ids.length);
  const standing = standingCells(detected, now, rules);
  const added = new Map(now.added.map((cell) => [-cell.id, cell]));
  ids.forEach((cellId, i) => {
    const row = detected.rowOf(cellId);
    const addition = added.get(cellId);
    // Of neither, the adding was undone.
    const { code, state } = row !== undefined ? standing.found(row) : addition ? standing.added(addition) : { code: unknown, state: cellState.added | cellState.removed };
    codes[i] = code;
    states[i] = state;
  });
  return {
    caseId, reading, areasChanged, ...undoState(library, caseId, reading),
    changed: { ids, codes, states, added: [...ids].flatMap((cellId) => (added.has(cellId) ? [{ cellId, slideId: added.get(cellId)!.slideId, box: added.get(cellId)!.box }] : [])) },
  };
}

function cellsMovedInOrOut({ ids, boxes, slidePlaces, slideIds }: DetectedCells, before: ReadingView, now: ReadingView): number[] {
  const moved: number[] = [];
  for (let row = 0; row < ids.length; row++) {
    const [slideId, xPx, yPx] = [slideIds[slidePlaces[row]], boxes[4 * row] + boxes[4 * row + 2] / 2, boxes[4 * row + 1] + boxes[4 * row + 3] / 2];
    if (excludes(before.areas, slideId, xPx, yPx) !== excludes(now.areas, slideId, xPx, yPx)) moved.push(ids[row]);
  }
  for (const { id, slideId, box } of now.added) if (excludesBox(before.areas, slideId, box) !== excludesBox(now.areas, slideId, box)) moved.push(-id);
  return moved;
}
