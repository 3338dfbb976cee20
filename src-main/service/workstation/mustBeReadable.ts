import type { Reading } from '#shared/contract/parts.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Library } from '#main/store/library.ts';

/**
 * Throws `not-permitted` where a reading can't be looked at yet: the consensus would show each reader the other's calls before
 * both have finished.
 */
export function mustBeReadable(library: Library, caseId: number, reading: Reading): void {
  if (reading !== 'consensus' || library.readings.find(caseId, 'consensus')) return;
  throw new MyeloscopeError('not-permitted', 'The consensus of this case has not begun.', 'Begin it in the comparison of readers, when both have finished.');
}
