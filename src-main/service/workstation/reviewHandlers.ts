import type { ReviewChange } from '#shared/contract/reviewCommands.ts';
import { performAct } from '#main/cases/review/performAct.ts';
import type { ActPlace, ReviewAct } from '#main/cases/review/reviewAct.ts';
import { undoState } from '#main/cases/review/reviewChange.ts';
import { caseWithId, countRulesOf } from './caseCount.ts';
import { mustBeAClass } from './mustBeAClass.ts';
import { mustBeReadable } from './mustBeReadable.ts';
import { mustBeReviewer } from './mustBeUser.ts';
import type { Feature } from './workstationContext.ts';

/** Reviewing: each act is on disk before it is answered, and told to every window. */
export const reviewHandlers: Feature = ({ library, emit, personActs }) => {
  const perform = ({ caseId, reading, by }: ActPlace, act: ReviewAct): ReviewChange => {
    personActs();
    mustBeReviewer(library, by);
    if ('code' in act) mustBeAClass(library, act.code);
    const change = performAct(library, countRulesOf(library, caseId), { caseId, reading, by }, act);
    // Who acted is answered first. The event says the same: a window that has the answer has nothing more to draw for it.
    setImmediate(() => { emit({ event: 'reviewed', change }); });
    return change;
  };
  return {
    'review.state': ({ caseId, reading }) => {
      caseWithId(library, caseId);
      mustBeReadable(library, caseId, reading);
      return undoState(library, caseId, reading);
    },
    'review.call': ({ cellIds, code, ...place }) => perform(place, { kind: 'call', cellIds, code }),
    'review.accept': ({ cellIds, ...place }) => perform(place, { kind: 'accept', cellIds }),
    'review.removeCells': ({ cellIds, ...place }) => perform(place, { kind: 'removeCells', cellIds }),
    'review.addCell': ({ slideId, box, code, ...place }) => perform(place, { kind: 'addCell', slideId, box, code }),
    'review.excludeArea': ({ slideId, box, reason, ...place }) => perform(place, { kind: 'excludeArea', slideId, box, reason }),
    'review.moveArea': ({ areaId, box, ...place }) => perform(place, { kind: 'moveArea', areaId, box }),
    'review.includeArea': ({ areaId, ...place }) => perform(place, { kind: 'includeArea', areaId }),
    'review.undo': (place) => perform(place, { kind: 'undo' }),
    'review.redo': (place) => perform(place, { kind: 'redo' }),
  };
};
