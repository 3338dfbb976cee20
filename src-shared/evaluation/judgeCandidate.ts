import { groupedBy } from '../collections/groupedBy.ts';
import { printedToOneDecimal } from '../differential/printedValue.ts';
import { classifierFigures } from './classifierFigures.ts';
import type { PairedDifference } from './classifierIntervals.ts';
import { isRight } from './confusionMatrix.ts';
import type { EvaluatedCell } from './evaluatedCell.ts';
import { isLoss } from './isLoss.ts';
import { isFalselyCalled, isMissed } from './wrongAbout.ts';
import { subsetInterval } from './subsetInterval.ts';

/** Below these no figure is given: "cannot judge". */
export const fewestHeldOut = { cells: 20, cases: 2, cellsOfClass: 5 } as const;

/** Under so many patients no gain is called sure: see `subsetInterval`. */
export const fewestForSure = 6;

/**
 * Of two models that name cells equally well, the one is called worse in so many comparisons at most: the rate is divided by the number of
 * things that are looked at (C. E. Bonferroni's inequality; O. J. Dunn, JASA 1961;56:52–64).
 */
const falseAlarms = 0.05;

/** A smaller loss of F1 on a class is none: one cell of twenty. */
const worseBy = 0.05;

/** So much less of the cells named leaves more work to the reader than a candidate takes. */
const coverageLostBy = 0.1;

/** A rise of cells named wrongly, or a fall of those right, that may be chance is told from here on. */
const tellFrom = 0.02;

/** Of drawn cells that candidate and current model must call alike, at least: fewer means that old knowledge is lost. */
export const leastAgreement = 0.9;

/** One class on held-out cells, under both models: worse beyond chance, or so much worse that it may be, on too few cells to say. */
export interface JudgedClass { readonly code: string; readonly cells: number; readonly current: number; readonly candidate: number; readonly isWorse: boolean; readonly mayBeWorse: boolean }

/** A share under both models; the difference is candidate less current. */
export interface ComparedShare { readonly current: number; readonly candidate: number; readonly difference: PairedDifference }

/** A candidate's own figures: shares of the cells, 0 to 1; classes with too few held-out cells are left out. */
export interface FiguresAlone {
  readonly cells: number;
  readonly cases: number;
  readonly accuracy: number;
  readonly coverage: number;
  readonly confidentErrors: number;
  readonly classes: readonly { readonly code: string; readonly cells: number; readonly f1: number }[];
}

/** What can be said of a candidate beside the model in use. A person decides. */
export type CandidateJudgement =
  | {
    readonly verdict: 'cannotJudge';
    readonly why: string;
    /** As below; absent where there is nothing to compare it with. */
    readonly agreement?: number;
    /** See `judgeAlone`. */
    readonly alone?: FiguresAlone;
  }
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
    /** In words, what may speak against it, and may be chance. */
    readonly suspicions: readonly string[];
  };

/**
 * Compares a candidate with the model in use on the same held-out cells.
 *
 * That it is better is said of other patients too, and must show over patients: the 95 % interval over all subsets of them lies above 0
 * (`subsetInterval`), which takes six patients at least. That it is worse needs less, since the cells at hand suffer from it whoever comes
 * next: of the cells on which the two differ more are lost than gained, beyond chance (`isLoss`), at a rate that holds for all classes and
 * figures together. A loss that may be chance is told, too, and is no verdict.
 *
 * @param current, candidate what each says of the cells, in one order; `group` is the patient
 * @param agreement share of drawn cells, 0 to 1, that both call alike: what was known before
 * @param lost in words, what it loses that no cell shows: see `cannotName`
 */
export function judgeCandidate(current: readonly EvaluatedCell[], candidate: readonly EvaluatedCell[], agreement: number, lost: readonly string[] = []): CandidateJudgement {
  const tooFew = tooFewHeldOut(candidate), cases = casesOf(candidate);
  if (tooFew !== undefined) return { verdict: 'cannotJudge', why: [tooFew, ...lost].join(' '), agreement };
  const before = classifierFigures(current), after = classifierFigures(candidate);
  const judgedClasses = after.perClass.filter(({ support }) => support >= fewestHeldOut.cellsOfClass);
  const rate = falseAlarms / (2 * judgedClasses.length + 3);
  const rightOf = ({ truth, forcedCode }: EvaluatedCell): boolean => isRight(truth, forcedCode), isNamed = ({ code }: EvaluatedCell): boolean => code !== 'UNK';
  const isNamedWrongly = ({ truth, code }: EvaluatedCell): boolean => code !== 'UNK' && !isRight(truth, code);
  const accuracy = compared(before.accuracy, after.accuracy, rightOf), coverage = compared(before.coverage, after.coverage, isNamed);
  const confidentErrors = compared(before.confidentErrorRate, after.confidentErrorRate, isNamedWrongly);
  const classes = judgedClasses.map(({ code, support, f1 }): JudgedClass => {
    const old = before.perClass.find((figure) => figure.code === code)!.f1, isLost = f1 < old - worseBy;
    const isWorse = isLost && (isMore((cell) => isMissed(code, cell)) || isMore((cell) => isFalselyCalled(code, cell)));
    return { code, cells: support, current: old, candidate: f1, isWorse, mayBeWorse: isLost && !isWorse };
  });
  const figures = [
    { sure: 'More cells are named wrongly', perhaps: 'More cells were named wrongly', by: inPlaceOf(confidentErrors), loss: confidentErrors.difference.difference, toldFrom: tellFrom, isSure: isMore(isNamedWrongly) },
    { sure: 'Fewer cells are named at all', perhaps: 'Fewer cells were named at all', by: inPlaceOf(coverage), loss: -coverage.difference.difference, toldFrom: coverageLostBy, isSure: coverage.difference.difference < -coverageLostBy && isMore((cell) => !isNamed(cell)) },
    { sure: 'Fewer cells are right', perhaps: 'Fewer cells were right', by: inPlaceOf(accuracy), loss: -accuracy.difference.difference, toldFrom: tellFrom, isSure: isMore((cell) => !rightOf(cell)) },
  ];
  const objections = [
    ...lost,
    ...classes.filter(({ isWorse }) => isWorse).map(({ code, current: old, candidate: now, cells }) => `${code} is named worse: F1 ${now.toFixed(2)} instead of ${old.toFixed(2)}, on ${cells} cells.`),
    ...(agreement < leastAgreement ? [`It has changed what it says of cells that it knew before: ${belowLeast(agreement)} % of drawn cells are called as before, and at least ${(100 * leastAgreement).toFixed(0)} % have to be.`] : []),
    ...figures.filter(({ isSure }) => isSure).map(({ sure, by }) => `${sure}: ${by}.`),
  ];
  const perhapsWorse = classes.filter(({ mayBeWorse }) => mayBeWorse).map(({ code }) => code);
  const suspicions = [
    ...(perhapsWorse.length > 0 ? [`May be named worse, with too few cells to say: ${perhapsWorse.join(', ')}.`] : []),
    ...figures.filter(({ isSure, loss, toldFrom }) => !isSure && loss >= toldFrom).map(({ perhaps, by }) => `${perhaps}, perhaps by chance: ${by}.`),
  ];
  const surely = accuracy.difference.interval !== undefined && accuracy.difference.interval[0] > 0;
  return {
    verdict: objections.length > 0 ? 'worse' : surely ? 'better' : 'notBetter', cells: candidate.length, cases, accuracy, coverage, confidentErrors, classes, agreement,
    objections, suspicions,
  };

  /** A share of the cells under both, with its interval over patients. */
  function compared(old: number, now: number, isSo: (cell: EvaluatedCell) => boolean): ComparedShare {
    const gains = new Map<string | undefined, { gained: number; cells: number }>();
    for (const [i, cell] of candidate.entries()) {
      const gain = gains.get(cell.group) ?? { gained: 0, cells: 0 };
      gain.gained += Number(isSo(cell)) - Number(isSo(current[i]));
      gain.cells++;
      gains.set(cell.group, gain);
    }
    const interval = subsetInterval([...gains.values()]);
    return { current: old, candidate: now, difference: { difference: now - old, ...(interval && { interval }) } };
  }

  /** Whether it is so of more cells under the candidate, beyond chance. */
  function isMore(isSo: (cell: EvaluatedCell) => boolean): boolean {
    const turned = candidate.flatMap((cell, i) => (isSo(cell) === isSo(current[i]) ? [] : [{ group: cell.group, isLost: isSo(cell) }]));
    return isLoss([...groupedBy(turned, ({ group }) => group).values()].map((of) => ({ lost: of.filter(({ isLost }) => isLost).length, gained: of.filter(({ isLost }) => !isLost).length })), rate);
  }
}

/** How many cases the cells are of. */
export const casesOf = (cells: readonly EvaluatedCell[]): number => new Set(cells.map(({ group }) => group)).size;

/** Why no figure is given of so few held-out cells; undefined where there are enough. */
export function tooFewHeldOut(cells: readonly EvaluatedCell[]): string | undefined {
  const cases = casesOf(cells);
  if (cells.length >= fewestHeldOut.cells && cases >= fewestHeldOut.cases) return undefined;
  return `${cells.length} cells of ${cases} ${cases === 1 ? 'case' : 'cases'} were kept apart: at least ${fewestHeldOut.cells} cells of ${fewestHeldOut.cases} cases are needed.`;
}

/** In percent to one decimal, never as much as is asked for: a share that fails must not read as one that passes. */
const belowLeast = (share: number): string => printedToOneDecimal(100 * share, [100 * leastAgreement]).toFixed(1);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const inPlaceOf = ({ current, candidate }: ComparedShare): string => `${percent(candidate)} instead of ${percent(current)}`;
