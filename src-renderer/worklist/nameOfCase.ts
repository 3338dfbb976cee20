import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { worklistTexts } from '../texts/worklist.ts';

/** What a case is called where only one word of it fits. */
export const nameOfCase = ({ isSample, patientName }: Pick<CaseSummary, 'isSample' | 'patientName'>): string => (isSample ? worklistTexts.sample : patientName || worklistTexts.noName);
