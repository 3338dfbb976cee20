import type { Library } from '#main/store/library.ts';
import type { KeptSide } from '#main/store/repositories/trainingCaseRepository.ts';
import { casesOfLibrary } from './casesOfLibrary.ts';
import { casesOfOnePatient } from './casesOfOnePatient.ts';
import type { CaseOfPatient } from './chooseSides.ts';
import type { ChosenCell } from './chosenCells.ts';

export interface AskedFor {
  readonly cells: readonly ChosenCell[];
  /** Cases of a folder, and the side on which each was put. */
  readonly folderCases: readonly CaseOfPatient[];
  readonly folderSides: Readonly<Record<string, KeptSide>>;
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
  learntFrom: 'it was kept apart, and is of a patient who is learnt from, as was written since this training was asked for',
};

/**
 * What became of the cells of a training that waited, or goes on after days. A case that was excluded since goes nowhere; a patient who has
 * stood on both sides, as an identifier that was written since shows, judges no more.
 */
export function lookAgain(library: Library, { cells, folderCases, folderSides }: AskedFor): LookedAt {
  const kept = library.trainingCases.sides(), exclusions = library.trainingCases.exclusions();
  const inLibrary = casesOfLibrary(library), keyOf = new Map(inLibrary.map(({ row, key }) => [row.caseId, key]));
  const groupsOf = Map.groupBy(cells, ({ caseId }) => keyOf.get(caseId) ?? '');
  const learntFrom = new Set([...cells.flatMap(({ caseId, side }) => (side === 'training' ? keyOf.get(caseId) ?? [] : [])), ...folderCases.flatMap(({ key }) => (sideOf(key) === 'training' ? key : []))]);
  const nowOf = new Map(casesOfOnePatient([...inLibrary, ...folderCases]).flatMap(({ patient, keys, members }) => {
    // What it was called when the training was asked for, so that it goes on with the same parts left out where nobody new was found to be one.
    const [before = patient] = members.flatMap(({ key }) => (groupsOf.get(key) ?? []).map(({ group }) => group)).sort();
    const isLearntFrom = keys.some((key) => kept.get(key) === 'training') || members.some(({ key }) => learntFrom.has(key));
    return members.map(({ key }) => [key, { patient: before, isLearntFrom }] as const);
  }));
  const judged = cells.map((cell) => {
    const now = nowOf.get(keyOf.get(cell.caseId) ?? '');
    const why = exclusions.get(cell.caseId)?.isExcluded ? whys.excluded : cell.side === 'heldOut' && now?.isLearntFrom ? whys.learntFrom : undefined;
    return { cell: { ...cell, group: now?.patient ?? cell.group }, why };
  });
  const folder = new Map(folderCases.map(({ key, patient }) => {
    const now = nowOf.get(key) ?? { patient, isLearntFrom: false }, side = sideOf(key);
    return [key, { patient: now.patient, side: side === 'heldOut' && now.isLearntFrom ? undefined : side }];
  }));
  return {
    cells: judged.flatMap(({ cell, why }) => (why === undefined ? [cell] : [])), folder,
    leftOut: [
      ...[...Map.groupBy(judged, ({ cell, why }) => (why === undefined ? '' : `case ${String(cell.caseId)}`))].flatMap(([what, [{ why }]]) => (why === undefined ? [] : [{ what, why }])),
      ...[...folder].flatMap(([what, { side }]) => (side === undefined ? [{ what, why: whys.learntFrom }] : [])),
    ],
  };

  function sideOf(key: string): KeptSide { return folderSides[key] ?? 'training'; }
}
