import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';

/**
 * The reading in which a user stands when a case opens: the one chosen in this window, else the one that bears their name, else
 * the first. So a second reader never sees the first's calls by accident.
 */
export function readingOfUser(readings: CaseDetail['readings'], userName: string, chosen: Reading | undefined): Reading {
  if (chosen !== undefined) return chosen;
  return readings.find(({ reading, reader }) => reader === userName && reading !== 'consensus')?.reading ?? 'first';
}
