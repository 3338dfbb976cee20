import type { AgreementRow } from '../contract/driftCommands.ts';

/** Whether a count outside its limits is a reason to warn: agreeing more, or leaving less unnamed, is none. */
export function isDoubtful(watched: AgreementRow['watched'], state: AgreementRow['recent']['state']): boolean {
  return state === (watched === 'unnamed' ? 'above' : 'below');
}
