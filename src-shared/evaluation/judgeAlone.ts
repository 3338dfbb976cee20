import { classifierFigures } from './classifierFigures.ts';
import type { EvaluatedCell } from './evaluatedCell.ts';
import type { CandidateJudgement } from './judgeCandidate.ts';
import { casesOf, fewestHeldOut, tooFewHeldOut } from './judgeCandidate.ts';

/**
 * A candidate that there is nothing to compare with: no verdict, and its own figures where enough cells were kept apart.
 *
 * @param candidate what it says of them; `group` is the patient
 * @param why there is nothing to compare it with, and what else is known of it, in sentences
 */
export function judgeAlone(candidate: readonly EvaluatedCell[], why: readonly string[]): CandidateJudgement & { readonly verdict: 'cannotJudge' } {
  const tooFew = tooFewHeldOut(candidate);
  if (tooFew !== undefined) return { verdict: 'cannotJudge', why: [tooFew, ...why].join(' ') };
  const { accuracy, coverage, confidentErrorRate, perClass } = classifierFigures(candidate);
  return {
    verdict: 'cannotJudge', why: why.join(' '),
    alone: {
      cells: candidate.length, cases: casesOf(candidate), accuracy, coverage, confidentErrors: confidentErrorRate,
      classes: perClass.filter(({ support }) => support >= fewestHeldOut.cellsOfClass).map(({ code, support, f1 }) => ({ code, cells: support, f1 })),
    },
  };
}
