import type { Reading } from '#shared/contract/parts.ts';
import type { Library } from '#main/store/library.ts';

/** The reading that a case's report is made from: the consensus once it has begun, else the first reader's. */
export function readingOfRecord(library: Library, caseId: number): Reading {
  return library.readings.find(caseId, 'consensus') ? 'consensus' : 'first';
}
