import type { ResultOf } from '#shared/contract/contract.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { reviewState } from '#shared/reports/reviewState.ts';
import { addCounts, sameCounts } from './liveCounts.ts';
import type { LiveCounts } from './liveCounts.ts';
import { recountedDocument } from './recountedDocument.ts';

type DifferentialAnswer = ResultOf<'differential.get'>;

/** The differential as the screen shows it: the service's, brought up to the cells as they stand in the window. */
export interface ShownDifferential {
  readonly reviewed: DifferentialDocument;
  readonly machine: DifferentialDocument;
  /** In the order of the case's slides. */
  readonly slides: readonly { readonly name: string; readonly counts: Readonly<Record<string, number>> }[];
  readonly manual: Readonly<Record<string, number>>;
  /** The numbers are newer than the service's answer. */
  readonly isAhead: boolean;
}

/**
 * Brings an answer of the service up to date. `live`: the cells added up in the window, undefined until they are known; `manual`:
 * the manual counts by class. Pure.
 */
export function shownDifferential(answer: DifferentialAnswer, live: LiveCounts | undefined, manual: Readonly<Record<string, number>>): ShownDifferential {
  const { reviewed, machine } = answer;
  if (!live || live.slides.length !== answer.slides.length) return { reviewed, machine, slides: answer.slides, manual: answer.manual, isAhead: false };
  const counts = addCounts(live.counts, manual);
  const isAhead = !sameCounts(counts, reviewed.counts);
  const review = { ...reviewed.review, state: reviewState(live, Object.values(manual).some((cells) => cells > 0)), cellsReviewed: live.reviewed, cellsChanged: live.changed };
  return {
    reviewed: isAhead ? recountedDocument({ ...reviewed, review }, counts, manual) : { ...reviewed, review },
    machine, slides: answer.slides.map(({ name }, place) => ({ name, counts: live.slides[place] })), manual, isAhead,
  };
}
