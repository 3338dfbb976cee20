import type { ResultOf } from '#shared/contract/contract.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { mustBeOpen } from '#main/cases/signOut/isOpen.ts';
import { caseWithId } from './caseCount.ts';
import { mustBeAClass } from './mustBeAClass.ts';
import { mustBeReviewer } from './mustBeUser.ts';
import type { Feature } from './workstationContext.ts';

/** Cells seen down the eyepiece, kept apart from those of the slides. */
export const manualHandlers: Feature = ({ library, emit }) => {
  const tallies = (caseId: number): ResultOf<'manual.get'> => {
    const counts = library.manualTallies.counts(caseId);
    const last = library.manualTallies.last(caseId);
    return { counts, total: Object.values(counts).reduce((sum, cells) => sum + cells, 0), ...(last && { last }), takenBack: library.manualTallies.takenBack(caseId) };
  };
  const change = (caseId: number, by: string, keep: () => void): ResultOf<'manual.get'> => {
    caseWithId(library, caseId);
    mustBeReviewer(library, by);
    library.transaction(() => {
      mustBeOpen(library, caseId);
      keep();
    });
    emit({ event: 'caseChanged', caseId });
    return tallies(caseId);
  };
  return {
    'manual.get': ({ caseId }) => {
      caseWithId(library, caseId);
      return tallies(caseId);
    },
    'manual.tally': ({ caseId, by, code }) => change(caseId, by, () => { mustBeAClass(library, code); library.manualTallies.add(caseId, by, code); }),
    'manual.undo': ({ caseId, by }) => change(caseId, by, () => {
      if (!library.manualTallies.takeBack(caseId, by)) throw new MyeloscopeError('bad-input', 'There is no cell to take back.');
    }),
    'manual.redo': ({ caseId, by }) => change(caseId, by, () => {
      if (!library.manualTallies.countAgain(caseId, by)) throw new MyeloscopeError('bad-input', 'There is no cell to count again.', 'What was taken back can be counted again until another cell is counted.');
    }),
  };
};
