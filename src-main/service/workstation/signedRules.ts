import type { CountingRules } from '#shared/settings/countingRules.ts';
import { isOpen } from '#main/cases/signOut/isOpen.ts';
import type { Library } from '#main/store/library.ts';

/** The rules by which a case was signed: it keeps them, whatever the laboratory has set since. Undefined while it is open. */
export function signedRules(library: Library, caseId: number): CountingRules | undefined {
  if (isOpen(library, caseId)) return undefined;
  const { scheme, ranges, thresholds, printedInterval } = JSON.parse(library.signedReports.lastDocumentInput(caseId)!) as CountingRules;
  return { scheme, ranges, thresholds, printedInterval };
}
