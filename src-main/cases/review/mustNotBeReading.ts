import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Library } from '#main/store/library.ts';
import { keptFields } from '../keptFields.ts';
import { isOpen } from '../signOut/isOpen.ts';
import { isBeingRead } from './isBeingRead.ts';

const mostNamed = 5;

/**
 * Throws `not-permitted`, with the cases, where somebody is one of the two readers of a case who have not both finished. A reading
 * knows its reader by name: under another one they would see the other reader's calls, and could act among them. Call it in the
 * transaction that takes the name away.
 */
export function mustNotBeReading(library: Pick<Library, 'cases' | 'readings' | 'signedReports'>, name: string): void {
  const cases = library.readings.casesReadBy(name).filter((caseId) => isBeingRead(library, caseId) && isOpen(library, caseId));
  if (cases.length === 0) return;
  const named = cases.slice(0, mostNamed).map((caseId) => caseInWords(library, caseId)), more = cases.length - named.length;
  throw new MyeloscopeError(
    'not-permitted', `${name} is one of two readers who have not both finished, so the name must stay as it is: ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
    'Finish both readings in the comparison of readers, and then change the name.',
  );
}

/** "Ada B., P-12, 26/0143", or "case 12" where nothing of whose it is was written. */
function caseInWords(library: Pick<Library, 'cases'>, caseId: number): string {
  const { patient, specimen } = keptFields(library.cases.get(caseId));
  return [patient?.name, patient?.identifier, specimen?.accession].filter(Boolean).join(', ') || `case ${caseId}`;
}
