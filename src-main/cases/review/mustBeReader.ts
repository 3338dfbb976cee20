import type { Reading } from '#shared/contract/parts.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Library } from '#main/store/library.ts';
import type { ActPlace } from './reviewAct.ts';

const readingNames: Readonly<Record<Reading, string>> = { first: 'first reading', second: 'second reading', consensus: 'consensus' };

/**
 * Throws `not-permitted` where somebody may not act in a reading: it is finished, not begun, or theirs is the other one. Whoever
 * acts first in the first reading begins it. Call it in the transaction that keeps the act.
 */
export function mustBeReader(library: Library, { caseId, reading, by }: ActPlace): void {
  let stored = library.readings.find(caseId, reading);
  if (!stored) {
    if (reading !== 'first') throw new MyeloscopeError('not-permitted', `The ${readingNames[reading]} of this case has not begun.`, 'Begin it in the comparison of readers.');
    library.readings.begin(caseId, reading, by);
    stored = library.readings.find(caseId, reading)!;
  }
  if (stored.finishedAt !== null) throw new MyeloscopeError('not-permitted', `The ${readingNames[reading]} is finished, so its calls stay as they are.`, 'Open it again in the comparison of readers.');
  if (reading === 'second' && stored.reader !== by) throw new MyeloscopeError('not-permitted', `The second reading belongs to ${stored.reader}.`, `Sign in as ${stored.reader}, or work in the first reading.`);
  if (reading === 'first' && library.readings.find(caseId, 'second')?.reader === by) {
    throw new MyeloscopeError('not-permitted', `${by} reads this case as the second reader, and must not see or change the first reader's calls.`, 'Go to the second reading.');
  }
}
