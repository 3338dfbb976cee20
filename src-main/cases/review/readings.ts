import type { Reading } from '#shared/contract/parts.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredReading } from '#main/store/repositories/readingRepository.ts';
import { mustBeOpen } from '../signOut/isOpen.ts';

/**
 * Names who reads a case. The two readers must be two people, and whoever has acted in one reading can't begin the other.
 * The consensus begins when both have finished. Throws `not-permitted` with the reason.
 */
export function beginReading(library: Library, caseId: number, reading: Reading, reader: string): void {
  library.transaction(() => {
    mustBeOpen(library, caseId);
    const begun = library.readings.find(caseId, reading);
    if (begun?.reader === reader) return;
    if (begun && library.reviewActs.lastNumber(caseId, reading) > 0) throw new MyeloscopeError('not-permitted', `${begun.reader} has begun this reading already.`, 'Choose the other reading.');
    if (reading === 'consensus') bothFinished(library, caseId);
    else mustNotReadOther(library, caseId, reading === 'first' ? 'second' : 'first', reader);
    if (begun) library.readings.setReader(caseId, reading, reader);
    else library.readings.begin(caseId, reading, reader);
  });
}

/** Closes a reading to further calls, or opens it again, as long as no consensus was made of it. Throws `not-permitted`. */
export function finishReading(library: Library, caseId: number, reading: Reading, isFinished: boolean): void {
  library.transaction(() => {
    mustBeOpen(library, caseId);
    const begun = library.readings.find(caseId, reading);
    if (!begun) throw new MyeloscopeError('not-permitted', 'This reading has not begun.', 'Begin it first.');
    if ((begun.finishedAt !== null) === isFinished) return;
    if (reading !== 'consensus' && library.readings.find(caseId, 'consensus')) {
      throw new MyeloscopeError('not-permitted', 'The consensus of this case has begun, so its readings stay as they are.', 'Change the call in the consensus.');
    }
    library.readings.setFinished(caseId, reading, isFinished);
  });
}

/** The two readings of a case, both begun. Throws `not-permitted`. */
export function bothReadings(library: Library, caseId: number): { first: StoredReading; second: StoredReading } {
  const [first, second] = [library.readings.find(caseId, 'first'), library.readings.find(caseId, 'second')];
  if (first && second) return { first, second };
  throw new MyeloscopeError('not-permitted', 'This case was not read by two people.', 'Begin a second reading to compare two readers.');
}

function bothFinished(library: Library, caseId: number): void {
  const open = Object.values(bothReadings(library, caseId)).find(({ finishedAt }) => finishedAt === null);
  if (open) throw new MyeloscopeError('not-permitted', `${open.reader} has not finished reading this case.`, 'Begin the consensus when both readers have finished.');
}

function mustNotReadOther(library: Library, caseId: number, other: 'first' | 'second', reader: string): void {
  const acted = library.readings.find(caseId, other)?.reader === reader || library.reviewActs.hasActed(caseId, other, reader);
  if (acted) throw new MyeloscopeError('not-permitted', `${reader} works in the other reading of this case and has seen its calls.`, 'The two readings need two people.');
}
