import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { shellTexts } from '../texts/shell.ts';
import { worklistTexts } from '../texts/worklist.ts';
import { writtenDay } from '../texts/writtenMoment.ts';
import { nameOfCase } from './nameOfCase.ts';

/** A case in one line, by what its line of the worklist shows of whose it is: "Ada B. · P-12 · 26/0143 · Bone marrow · taken 2026-01-02". */
export function describeCase(summary: Pick<CaseSummary, 'isSample' | 'patientName' | 'patientIdentifier' | 'accession' | 'specimen' | 'takenAt' | 'createdAt'>): string {
  const { patientIdentifier, accession, specimen, takenAt, createdAt } = summary;
  const day = takenAt === undefined ? `${worklistTexts.added} ${writtenDay(createdAt)}` : shellTexts.taken(takenAt);
  return [nameOfCase(summary), patientIdentifier, accession, worklistTexts.specimenOf(specimen), day].filter((part) => part !== '').join(' · ');
}
