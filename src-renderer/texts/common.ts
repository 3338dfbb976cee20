import type { CaseState } from '#shared/contract/caseCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';

const wholeMinutes = (seconds: number): string => {
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min left` : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
};

/** Words that stand in several screens. */
export const commonTexts = {
  close: 'Close',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  save: 'Save',
  tryAgain: 'Try again',
  loading: 'Loading…',
  timeLeft: (seconds: number): string => (seconds < 45 ? 'less than a minute left' : wholeMinutes(seconds)),
  decisionSupport: 'Decision support; not a medical device.',
  machineCalls: 'Machine calls, not reviewed',
  states: { new: 'New', counting: 'Counting', toReview: 'To review', signed: 'Signed', amended: 'Amended' } satisfies Record<CaseState, string>,
  readings: { first: 'First reader', second: 'Second reader', consensus: 'Consensus' } satisfies Record<Reading, string>,
  specimens: { marrow: 'Bone marrow', blood: 'Blood' },
  roles: { hematologist: 'Hematologist', technologist: 'Technologist' },
};
