import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { Library } from '#main/store/library.ts';

/** How a case stands to its signature. */
export interface SignatureState {
  /** Signed versions so far. */
  readonly versions: number;
  /** Whether anything of it may be changed: nothing was signed yet, or the last version is being amended. */
  readonly isOpen: boolean;
}

export function signatureState(library: Pick<Library, 'signedReports'>, caseId: number): SignatureState {
  const { versions, isAmending } = library.signedReports.progress(caseId);
  return { versions, isOpen: versions === 0 || isAmending };
}

/** Whether cells, fields and counts of a case may be changed. */
export function isOpen(library: Pick<Library, 'signedReports'>, caseId: number): boolean {
  return signatureState(library, caseId).isOpen;
}

/** Throws `not-permitted` where a case is signed. Call it in the transaction that is to change it. */
export function mustBeOpen(library: Pick<Library, 'signedReports'>, caseId: number): void {
  if (isOpen(library, caseId)) return;
  throw new MyeloscopeError('not-permitted', 'This case is signed, so nothing of it can be changed.', 'Open it for an amendment from its report.');
}
