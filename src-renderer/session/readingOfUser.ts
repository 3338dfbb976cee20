import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';

/**
 * The reading in which a user stands when a case opens: the one they chose in this window, else the one that bears their name, else
 * the first. So a second reader never sees the first's calls by accident: whoever reads the case stands in a reading of theirs or in
 * the consensus, whatever was chosen.
 */
export function readingOfUser(readings: CaseDetail['readings'], userName: string, chosen: Reading | undefined): Reading {
  const own = readings.filter(({ reading, reader }) => reader === userName && reading !== 'consensus').map(({ reading }) => reading);
  if (chosen !== undefined && (chosen === 'consensus' || own.length === 0 || own.includes(chosen))) return chosen;
  return own.at(0) ?? 'first';
}
