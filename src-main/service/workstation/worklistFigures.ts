import * as v from 'valibot';
import { thresholdState, watchedThresholds } from '#shared/differential/decisionThresholds.ts';
import type { CountingRules } from '#shared/settings/countingRules.ts';
import { denominatorOf } from '#shared/taxonomy/denominator.ts';
import { smearFigures } from '#main/cases/smearFigures.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredJob } from '#main/store/repositories/jobRepository.ts';
import type { WorklistRow } from '#main/store/repositories/worklistRepository.ts';
import { countRulesOf } from './caseCount.ts';
import { signedRules } from './signedRules.ts';

const worklistFigures = v.object({
  /** Cells in the differential, those counted by eye among them; cells of the slides in the share (`cells`), and how many of these a person has named. */
  counted: v.number(), cells: v.number(), reviewed: v.number(),
  /** "20 % blasts" */
  near: v.array(v.string()),
});
/** What a line of the worklist says of a case's cells. */
export type WorklistFigures = v.InferOutput<typeof worklistFigures>;

/** Figures with what they were made from, as the library keeps them. */
export interface MadeFigures { readonly caseId: number; readonly madeFrom: string; readonly figures: string }

type WatchedBy = Pick<CountingRules, 'scheme' | 'thresholds' | 'printedInterval'>;

const none: WorklistFigures = { counted: 0, cells: 0, reviewed: 0, near: [] };
/** Of the way the figures are made: a library that holds others makes them again. */
const formatVersion = 4;

/**
 * The figures of a case's cells, from the library where nothing happened to them since. Counting a case's cells takes some
 * milliseconds, so `mayMake` is asked first where they are out of date; the old ones are given where it says no. What was made
 * goes to `keep`, for the caller to write several in one transaction: each is a flush of the disk. `rules` are the laboratory's now:
 * by them an open case is counted; a signed one keeps its own.
 */
export function figuresOf(
  library: Library, row: WorklistRow, job: StoredJob | undefined, rules: WatchedBy, mayMake: () => boolean, keep: (made: MadeFigures) => void,
): { readonly figures: WorklistFigures; readonly isCurrent: boolean } {
  const madeFrom = JSON.stringify([formatVersion, job?.id ?? 0, job?.state, job?.attempt, job?.done, job?.input, row.lastActs, row.lastTally, row.hasConsensus, countedBy(row, rules)]);
  const kept = row.figures && readFigures(row.figures.figures);
  if (kept && row.figures?.madeFrom === madeFrom) return { figures: kept, isCurrent: true };
  if (!mayMake()) return { figures: kept ?? none, isCurrent: false };
  const figures = makeFigures(library, row, signedRules(library, row.caseId) ?? rules);
  keep({ caseId: row.caseId, madeFrom, figures: JSON.stringify(figures) });
  return { figures, isCurrent: true };
}

/** What tells the rules of one making of the figures from those of another. Those of a signed version never change. */
function countedBy({ versions, amendments }: WorklistRow, { scheme, thresholds, printedInterval }: WatchedBy): unknown {
  return versions > amendments ? { signed: versions } : { denominator: denominatorOf(scheme), thresholds, printedInterval };
}

function makeFigures(library: Library, { caseId, hasConsensus }: WorklistRow, { scheme, thresholds, printedInterval }: WatchedBy): WorklistFigures {
  const smears = smearFigures(library, caseId, countRulesOf(library, caseId), hasConsensus ? 'consensus' : 'first');
  const sum = (value: (smear: (typeof smears)[number]) => number): number => smears.reduce((total, smear) => total + value(smear), 0);
  const byEye = library.manualTallies.counts(caseId);
  const cellsOf = (codes: Iterable<string>): number => [...codes].reduce((total, code) => total + sum(({ counts }) => counts[code] ?? 0) + (byEye[code] ?? 0), 0);
  const counted = cellsOf(denominatorOf(scheme));
  const near = counted === 0 ? [] : watchedThresholds(thresholds, scheme).filter(({ classes, percent }) => thresholdState(cellsOf(classes), counted, percent, printedInterval).state === 'near');
  return { counted, cells: sum(({ cellsInShare }) => cellsInShare), reviewed: sum(({ cellsReviewed }) => cellsReviewed), near: near.map(({ name, percent }) => `${String(percent)} % ${name.toLowerCase()}`) };
}

function readFigures(text: string): WorklistFigures | undefined {
  const read = v.safeParse(worklistFigures, JSON.parse(text));
  return read.success ? read.output : undefined;
}
