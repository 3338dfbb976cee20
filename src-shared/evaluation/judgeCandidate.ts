import { classifierFigures } from './classifierFigures.ts';
import type { PairedDifference } from './classifierIntervals.ts';
import { pairedDifferences } from './classifierIntervals.ts';
import type { EvaluatedCell } from './evaluatedCell.ts';

/** Below these no figure is given: "cannot judge". */
export const fewestHeldOut = { cells: 20, cases: 2, cellsOfClass: 5 } as const;

/** From this loss of F1 on a class a candidate counts as worse: less is one cell of twenty. */
const worseBy = 0.05;

/** A candidate that names so much less of the cells leaves more work to the reader than it takes. */
const coverageLostBy = 0.1;

/** From this rise of cells named wrongly, of all, a candidate counts as worse though it may be chance: a small one where there are cells enough to see it. */
const confidentErrorsBy = { share: 0.02, cells: 50, withFewCells: 0.1 } as const;

/** Of drawn cells that candidate and current model must call alike, at least: fewer means that old knowledge is lost. */
export const leastAgreement = 0.9;

/** One class on held-out cells, under both models. */
export interface JudgedClass { readonly code: string; readonly cells: number; readonly current: number; readonly candidate: number; readonly isWorse: boolean }

/** A share under both models; the difference is candidate less current. */
export interface ComparedShare { readonly current: number; readonly candidate: number; readonly difference: PairedDifference }

/** What can be said of a candidate beside the model in use. A person decides. */
export type CandidateJudgement =
  | { readonly verdict: 'cannotJudge'; readonly why: string; readonly agreement: number }
  | {
    readonly verdict: 'better' | 'notBetter' | 'worse';
    readonly cells: number;
    readonly cases: number;
    /** Shares of the cells, 0 to 1. What is most probable is right, whether shown or not. */
    readonly accuracy: ComparedShare;
    /** Named at all, and not left to the reader. */
    readonly coverage: ComparedShare;
    /** Named, and wrong: what nobody may look at again. */
    readonly confidentErrors: ComparedShare;
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
  const differences = pairedDifferences(candidate, current), difference = differences.accuracy;
  const coverage: ComparedShare = { current: before.coverage, candidate: after.coverage, difference: differences.coverage };
  const confidentErrors: ComparedShare = { current: before.confidentErrorRate, candidate: after.confidentErrorRate, difference: differences.confidentErrorRate };
  const classes = after.perClass.filter(({ support }) => support >= fewestHeldOut.cellsOfClass).map(({ code, support, f1 }): JudgedClass => {
    const old = before.perClass.find((figure) => figure.code === code)?.f1 ?? 0;
    return { code, cells: support, current: old, candidate: f1 ?? 0, isWorse: (f1 ?? 0) < old - worseBy };
  });
  const objections = [
    ...classes.filter(({ isWorse }) => isWorse).map(({ code, current: old, candidate: now, cells }) => `${code} is named worse: F1 ${now.toFixed(2)} instead of ${old.toFixed(2)}, on ${cells} cells.`),
    ...(agreement < leastAgreement ? [`It has changed what it says of cells that it knew before: ${Math.round(100 * agreement)} % of drawn cells are called as before.`] : []),
    ...(areMore(confidentErrors, candidate.length) ? [`More cells are named wrongly: ${percent(after.confidentErrorRate)} instead of ${percent(before.confidentErrorRate)}.`] : []),
    ...(coverage.difference.difference < -coverageLostBy ? [`Fewer cells are named at all: ${percent(after.coverage)} instead of ${percent(before.coverage)}.`] : []),
    ...(difference.difference < 0 ? [`Fewer cells are right: ${percent(after.accuracy)} instead of ${percent(before.accuracy)}.`] : []),
  ];
  const surely = difference.interval !== undefined && difference.interval[0] > 0;
  return {
    verdict: objections.length > 0 ? 'worse' : surely ? 'better' : 'notBetter', cells: candidate.length, cases,
    accuracy: { current: before.accuracy, candidate: after.accuracy, difference }, coverage, confidentErrors, classes, agreement, objections,
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function areMore({ difference: { difference, interval } }: ComparedShare, cells: number): boolean {
  return difference > 0 && ((interval !== undefined && interval[0] > 0) || difference > (cells >= confidentErrorsBy.cells ? confidentErrorsBy.share : confidentErrorsBy.withFewCells));
}
