import { compareReadings } from '#main/cases/review/compareReadings.ts';
import { beginReading, finishReading } from '#main/cases/review/readings.ts';
import { caseWithId, countRulesOf } from './caseCount.ts';
import { mustBeReviewer } from './mustBeUser.ts';
import type { Feature } from './workstationContext.ts';

/** Two readers of one case, and how far they agree. */
export const readingHandlers: Feature = ({ library, emit }) => ({
  'readings.begin': ({ caseId, reading, reader }) => {
    caseWithId(library, caseId);
    mustBeReviewer(library, reader);
    beginReading(library, caseId, reading, reader);
    emit({ event: 'caseChanged', caseId });
    return {};
  },
  'readings.finish': ({ caseId, reading, finished }) => {
    caseWithId(library, caseId);
    finishReading(library, caseId, reading, finished);
    emit({ event: 'caseChanged', caseId });
    return {};
  },
  'readings.compare': ({ caseId }) => compareReadings(library, caseId, countRulesOf(library, caseId)),
});
