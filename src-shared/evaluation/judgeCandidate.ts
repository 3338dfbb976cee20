import { classifierFigures } from './classifierFigures.ts';
import type { PairedDifference } from './classifierIntervals.ts';
import { pairedDifferences } from './classifierIntervals.ts';
import type { EvaluatedCell } from './evaluatedCell.ts';

/** Below these no figure is given: "cannot judge". */
export const fewestHeldOut = { cells: 20, cases: 2, cellsOfClass: 5 } as const;

/** From this loss of F1 on a class a candidate counts as worse: less is one cell of twenty. */
const worseBy = 0.05;

/** Of drawn cells that candidate and current model must call alike, at least: fewer means that old knowledge is lost. */
export const leastAgreement = 0.9;

/** One class on held-out cells, under both models. */
export interface JudgedClass { readonly code: string; readonly cells: number; readonly current: number; readonly candidate: number; readonly isWorse: boolean }

/** What can be said of a candidate beside the model in use. A person decides. */
export type CandidateJudgement =
  | { readonly verdict: 'cannotJudge'; readonly why: string; readonly agreement: number }
  | {
    readonly verdict: 'better' | 'notBetter' | 'worse';
    readonly cells: number;
    readonly cases: number;
    readonly accuracy: { readonly current: number; readonly candidate: number; readonly difference: PairedDifference };
    /** F1 by class; classes with too few held-out cells are left out. */
    readonly classes: readonly JudgedClass[];
    /** The share of drawn cells that both call alike. */
    readonly agreement: number;
    /** In words, what speaks against promoting it. */
    readonly objections: readonly string[];
  };

/**
 * Compares a candidate with the model in use on the same held-out cells, case by case.
 *
 * @param current, candidate what each says of the cells, in one order; `group` is the case
 * @param agreement share of drawn cells, 0 to 1, that both call alike: what was known before
 */
export function judgeCandidate(current: readonly EvaluatedCell[], candidate: readonly EvaluatedCell[], agreement: number): CandidateJudgement {
  const cases = new Set(candidate.map(({ group }) => group)).size;
  if (candidate.length < fewestHeldOut.cells || cases < fewestHeldOut.cases) {
    const why = `${candidate.length} cells of ${cases} ${cases === 1 ? 'case' : 'cases'} were kept apart: at least ${fewestHeldOut.cells} cells of ${fewestHeldOut.cases} cases are needed.`;
    return { verdict: 'cannotJudge', why, agreement };
  }
  const before = classifierFigures(current), after = classifierFigures(candidate);
  const difference = pairedDifferences(candidate, current).accuracy;
  const classes = after.perClass.filter(({ support }) => support >= fewestHeldOut.cellsOfClass).map(({ code, support, f1 }): JudgedClass => {
    const old = before.perClass.find((figure) => figure.code === code)?.f1 ?? 0;
    return { code, cells: support, current: old, candidate: f1 ?? 0, isWorse: (f1 ?? 0) < old - worseBy };
  });
  const objections = [
    ...classes.filter(({ isWorse }) => isWorse).map(({ code, current: old, candidate: now, cells }) => `${code} is named worse: F1 ${now.toFixed(2)} instead of ${old.toFixed(2)}, on ${cells} cells.`),
    ...(agreement < leastAgreement ? [`It has changed what it says of cells that it knew before: ${Math.round(100 * agreement)} % of drawn cells are called as before.`] : []),
    ...(difference.difference < 0 ? [`Fewer cells are right: ${(100 * after.accuracy).toFixed(1)} % instead of ${(100 * before.accuracy).toFixed(1)} %.`] : []),
  ];
  const surely = difference.interval !== undefined && difference.interval[0] > 0;
  return {
    verdict: objections.length > 0 ? 'worse' : surely ? 'better' : 'notBetter', cells: candidate.length, cases,
    accuracy: { current: before.accuracy, candidate: after.accuracy, difference }, classes, agreement, objections,
  };
}
