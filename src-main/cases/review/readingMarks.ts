import type { Reading } from '#shared/contract/parts.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { AddedCell } from '#main/store/repositories/addedCellRepository.ts';
import type { AreaMark } from '#main/store/repositories/excludedAreaRepository.ts';

/** Stands in marks where others have a class: the cell was taken away. */
export const takenAway = -1;

/** What one reader has said so far. */
export interface ReadingMarks {
  /** How many acts the reading has. */
  readonly version: number;
  /** By cell, the place of its class in `classCodes`, or `takenAway`. One map a reading, brought up to date in place. */
  readonly marks: ReadonlyMap<number, number>;
  /** In order of adding. */
  readonly added: readonly AddedCell[];
  /** What stands of each area that this reading has acted on. */
  readonly areaMarks: ReadonlyMap<number, AreaMark>;
}

/** The marks of a reading, and what has changed in them since they were last asked for. */
export interface CaughtUp { readonly marks: ReadingMarks; readonly touched: ReadonlySet<number>; readonly areasChanged: boolean }

interface Kept extends ReadingMarks { readonly marks: Map<number, number> }
const keptOf = new WeakMap<Library, Map<string, Kept>>();
const mostKept = 12;

const placeOf = (code: ClassCode | null): number => (code === null ? takenAway : classCodes.indexOf(code));

/**
 * What a reading says now. It is kept in memory and brought up to date by the acts that came since, from whichever process;
 * so a reading of 100,000 marks is read once. Acts that are not committed must not be in sight.
 */
export function catchUp(library: Library, caseId: number, reading: Reading): CaughtUp {
  const kept = keptOf.get(library) ?? new Map<string, Kept>();
  keptOf.set(library, kept);
  const key = `${String(caseId)} ${reading}`;
  const known = kept.get(key);
  if (known?.version === library.reviewActs.lastNumber(caseId, reading)) return { marks: known, touched: new Set(), areasChanged: false };
  const caughtUp = library.transaction(() => (known ? goOn(library, caseId, reading, known) : { marks: readAll(library, caseId, reading), touched: new Set<number>(), areasChanged: false }));
  kept.delete(key);
  kept.set(key, caughtUp.marks as Kept);
  for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
  return caughtUp;
}

/** What a reading says now: see `catchUp`. */
export function readingMarks(library: Library, caseId: number, reading: Reading): ReadingMarks {
  return catchUp(library, caseId, reading).marks;
}

function readAll(library: Library, caseId: number, reading: Reading): Kept {
  return {
    version: library.reviewActs.lastNumber(caseId, reading),
    marks: new Map(library.reviewMarks.standing(caseId, reading).map(({ cellId, code }) => [cellId, placeOf(code)])),
    ...addedAndAreas(library, caseId, reading),
  };
}

function addedAndAreas(library: Library, caseId: number, reading: Reading): Pick<ReadingMarks, 'added' | 'areaMarks'> {
  return { added: library.addedCells.standing(caseId, reading), areaMarks: new Map(library.excludedAreas.standing(caseId, reading).map((mark) => [mark.areaId, mark])) };
}

function goOn(library: Library, caseId: number, reading: Reading, { version, marks, ...rest }: Kept): CaughtUp {
  const touched = new Set<number>();
  let areasChanged = false;
  let addedOrAreas = false;
  const acts = library.reviewActs.after(caseId, reading, version);
  // An act and its undoing change the same cells, which are looked at once.
  const changed = new Set(acts.map(({ id, ofAct }) => ofAct ?? id));
  for (const actId of changed) {
    const { kind } = library.reviewActs.find(actId)!;
    if (kind.endsWith('Area')) areasChanged = true;
    if (kind.endsWith('Area') || kind === 'addCell') addedOrAreas = true;
    for (const { cellId, code } of library.reviewMarks.ofActNow(actId, reading)) {
      touched.add(cellId);
      if (code === undefined) marks.delete(cellId);
      else marks.set(cellId, placeOf(code));
    }
  }
  const now: Kept = { version: acts.at(-1)?.number ?? version, marks, ...(addedOrAreas ? addedAndAreas(library, caseId, reading) : rest) };
  return { marks: now, touched, areasChanged };
}
