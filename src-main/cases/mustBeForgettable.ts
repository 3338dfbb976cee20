import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Library } from '#main/store/library.ts';
import { signatureState } from './signOut/isOpen.ts';

const readings = ['first', 'second', 'consensus'] as const;

/**
 * Throws `not-permitted` where a case can't be begun anew: where it was ever signed, since what was signed must stay what its cells
 * say, and where people have reviewed it, unless `discardReview` gives up what they did.
 */
export function mustBeForgettable(library: Library, caseId: number, discardReview: boolean): void {
  if (signatureState(library, caseId).versions > 0) throw new MyeloscopeError('not-permitted', 'This case has a signed report, so it can\'t be counted anew from the start.', 'Leave out --restart.');
  if (discardReview) return;
  const lost = [
    some(readings.reduce((sum, reading) => sum + library.reviewActs.lastNumber(caseId, reading), 0), 'step of review', 'steps of review'),
    some(Object.values(library.manualTallies.counts(caseId)).reduce((sum, cells) => sum + cells, 0), 'cell counted by eye', 'cells counted by eye'),
    some(library.readings.ofCase(caseId).length, 'reading begun', 'readings begun'),
  ].flat();
  if (lost.length === 0) return;
  throw new MyeloscopeError('not-permitted', `People have worked on this case, and this would be lost: ${lost.join(', ')}.`, 'Leave out --restart to go on with it, or give --discard-review, too.');
}

const some = (count: number, one: string, more: string): string[] => (count === 0 ? [] : [`${String(count)} ${count === 1 ? one : more}`]);
