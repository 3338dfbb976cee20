import type { CaseDetail } from '#shared/contract/caseCommands.ts';

export type ReadingStep = 'first' | 'second' | 'compare' | 'consensus';
export interface StepState { readonly step: ReadingStep; readonly state: 'done' | 'now' | 'later'; readonly reader?: string }

type ReadingSummary = CaseDetail['readings'][number];

/** The readings of a case by kind. */
export function readingsOf(readings: readonly ReadingSummary[]): Readonly<Partial<Record<ReadingSummary['reading'], ReadingSummary>>> {
  return Object.fromEntries(readings.map((reading) => [reading.reading, reading]));
}

const hasBegun = (reading: ReadingSummary | undefined): boolean => reading?.startedAt !== undefined || reading?.reader !== undefined;
const hasFinished = (reading: ReadingSummary | undefined): boolean => reading?.finishedAt !== undefined;

/**
 * Where the two readers are: the first and the second reading go on side by side, then the comparison opens, then the consensus.
 * `differing`: cells without a consensus call; undefined until the comparison is known.
 */
export function readingSteps(readings: readonly ReadingSummary[]): StepState[] {
  const { first, second, consensus } = readingsOf(readings);
  const bothFinished = hasFinished(first) && hasFinished(second);
  const stateOf = (reading: ReadingSummary | undefined, open: boolean): StepState['state'] => (hasFinished(reading) ? 'done' : open ? 'now' : 'later');
  return [
    { step: 'first', state: stateOf(first, true), ...(first?.reader && { reader: first.reader }) },
    { step: 'second', state: stateOf(second, hasBegun(first)), ...(second?.reader && { reader: second.reader }) },
    { step: 'compare', state: !bothFinished ? 'later' : hasBegun(consensus) ? 'done' : 'now' },
    { step: 'consensus', state: stateOf(consensus, bothFinished && hasBegun(consensus)), ...(consensus?.reader && { reader: consensus.reader }) },
  ];
}

/** Whether the comparison may be seen: only when both have finished, so that neither sees the other's calls while reading. */
export function isComparisonOpen(readings: readonly ReadingSummary[]): boolean {
  const { first, second } = readingsOf(readings);
  return hasFinished(first) && hasFinished(second);
}
