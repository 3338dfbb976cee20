import type { TrainingDetail } from '#shared/contract/trainingCommands.ts';
import { isBeingRead } from '#main/cases/review/isBeingRead.ts';
import type { Library } from '#main/store/library.ts';

type Result = NonNullable<TrainingDetail['result']>;

/** What a training found, without the cells of cases that a second reader is at work on now: each would show the first reader's call. */
export function shownResult(library: Pick<Library, 'readings'>, result: Result): Result {
  const isHidden = new Map([...new Set(result.differing.flatMap(({ caseId }) => caseId ?? []))].map((caseId) => [caseId, isBeingRead(library, caseId)]));
  const differing = result.differing.filter(({ caseId }) => caseId === undefined || !isHidden.get(caseId));
  const hidden = result.differing.length - differing.length;
  return hidden === 0 ? result : { ...result, differing, differingHidden: hidden };
}
