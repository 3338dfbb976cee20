import type { Library } from '#main/store/library.ts';
import type { KeptSide } from '#main/store/repositories/trainingCaseRepository.ts';
import { casesOfLibrary } from './casesOfLibrary.ts';
import { casesOfOnePatient } from './casesOfOnePatient.ts';
import type { CaseOfPatient } from './chooseSides.ts';
import type { CallSince } from './callsSince.ts';
import { callsSince } from './callsSince.ts';
import type { ChosenCell } from './chosenCells.ts';

export interface AskedFor {
  readonly cells: readonly ChosenCell[];
  /** When they were chosen. */
  readonly askedAt: string;
  /** Cases of a folder, and the side on which each was put. */
  readonly folderCases: readonly CaseOfPatient[];
  readonly folderSides: Readonly<Record<string, KeptSide>>;
  /** Whether a model that is there is judged by them: see `lookAgain`. */
  readonly isForJudging?: boolean;
}

export interface LookedAt {
  /** Those still to be taken; `group` is the patient as known now. */
  readonly cells: readonly ChosenCell[];
  /** By the key of a folder's case: its patient now, and its side; undefined where it may neither be learnt from nor judge. */
  readonly folder: ReadonlyMap<string, { readonly patient: string; readonly side: KeptSide | undefined }>;
  readonly leftOut: readonly { readonly what: string; readonly why: string }[];
}

const whys = {
  excluded: 'it was left out of trainings after this one was asked for',
  unknown: 'the case whose cells were chosen is not in the library any more, whatever has its number now',
  moved: 'cells that were chosen of it do not lie where they lay',
  learntFrom: 'it was kept apart, and is of a patient who is learnt from, as was written since this training was asked for',
  undone: 'calls of cells that were chosen of it were undone since',
  calledOtherwise: 'cells that were chosen of it are called something else now',
  disagreed: 'readers disagree now about cells that were chosen of it',
  beingRead: 'a second reader is at work on it',
  excludedArea: 'cells that were chosen of it lie in an area that was left out since',
  takenAway: 'cells that were chosen of it were taken away since',
  foundToo: 'cells that were chosen of it were found by the machine, too, and named there since',
} satisfies Record<'excluded' | 'unknown' | 'moved' | 'learntFrom' | CallSince, string>;

/**
 * What became of the cells of a training that waited, or goes on after days. A case that was removed or excluded since goes nowhere, nor what
 * may have its number now, or a cell's: of cells that an earlier version chose, which did not note which case they are of, that is told by
 * when the case was begun alone. A patient who has stood on both sides, as an identifier that was written since shows, judges no more.
 *
 * A training learns, and is judged at its end, by the calls as they were when it was asked for, so that going on gives the same. A model
 * that is there is judged by calls that stand: of those kept apart (the others are not looked for) only these are taken.
 */
export function lookAgain(library: Library, { cells: asked, askedAt, folderCases, folderSides, isForJudging = false }: AskedFor): LookedAt {
  const kept = library.trainingCases.sides(), exclusions = library.trainingCases.exclusions();
  const inLibrary = casesOfLibrary(library), keyOf = new Map(inLibrary.map(({ row, key }) => [row.caseId, key]));
  const beganBefore = new Map(inLibrary.flatMap(({ row, key }) => (row.createdAt <= askedAt ? [[row.caseId, key] as const] : [])));
  const cells = asked.map((cell) => (cell.identity === undefined ? { ...cell, identity: beganBefore.get(cell.caseId) } : cell));
  const same = cells.filter(({ caseId, identity }) => identity !== undefined && keyOf.get(caseId) === identity), groupsOf = Map.groupBy(same, ({ identity }) => identity);
  const learntFrom = new Set([...same.flatMap(({ identity = '', side }) => (side === 'training' ? identity : [])), ...folderCases.flatMap(({ key }) => (sideOf(key) === 'training' ? key : []))]);
  const nowOf = new Map(casesOfOnePatient([...inLibrary, ...folderCases]).flatMap(({ patient, keys, members }) => {
    // What it was called when the training was asked for, so that it goes on with the same parts left out where nobody new was found to be one.
    const [before = patient] = members.flatMap(({ key }) => (groupsOf.get(key) ?? []).map(({ group }) => group)).sort();
    const isLearntFrom = keys.some((key) => kept.get(key) === 'training') || members.some(({ key }) => learntFrom.has(key));
    return members.map(({ key }) => [key, { patient: before, isLearntFrom }] as const);
  }));
  const sinceOf = callsSince(library);
  const judged = cells.filter(({ side }) => !isForJudging || side === 'heldOut').map((cell) => {
    const now = nowOf.get(cell.identity ?? ''), why = whyNot(cell);
    return { cell: { ...cell, group: now?.patient ?? cell.group }, why: why === undefined ? undefined : whys[why] };
  });
  const folder = new Map(folderCases.map(({ key, patient }) => {
    const now = nowOf.get(key) ?? { patient, isLearntFrom: false }, side = sideOf(key);
    return [key, { patient: now.patient, side: side === 'heldOut' && now.isLearntFrom ? undefined : side }];
  }));
  return {
    cells: judged.flatMap(({ cell, why }) => (why === undefined ? [cell] : [])), folder,
    leftOut: [
      ...[...Map.groupBy(judged, ({ cell, why }) => (why === undefined ? '' : `case ${String(cell.caseId)}: ${why}`)).values()].flatMap(([{ cell, why }]) => (why === undefined ? [] : [{ what: `case ${String(cell.caseId)}`, why }])),
      ...[...folder].flatMap(([what, { side }]) => (side === undefined ? [{ what, why: whys.learntFrom }] : [])),
    ],
  };

  function whyNot(cell: ChosenCell): keyof typeof whys | undefined {
    if (cell.identity === undefined || keyOf.get(cell.caseId) !== cell.identity) return 'unknown';
    if (exclusions.get(cell.caseId)?.isExcluded) return 'excluded';
    if (!isThere(library, cell)) return 'moved';
    if (cell.side === 'heldOut' && nowOf.get(cell.identity)?.isLearntFrom) return 'learntFrom';
    return isForJudging ? sinceOf(cell) : undefined;
  }

  function sideOf(key: string): KeptSide { return folderSides[key] ?? 'training'; }
}

/** Whether the cell lies where it lay when it was chosen, as far as that was noted. */
function isThere(library: Library, { caseId, cellId, corner }: ChosenCell): boolean {
  const found = cellId > 0 ? library.cells.find(caseId, cellId) : library.addedCells.find(caseId, -cellId);
  return found !== undefined && (corner === undefined || (found.box.xPx === corner.xPx && found.box.yPx === corner.yPx));
}
