import type { ReactNode } from 'react';
import type { CaseState } from '#shared/contract/caseCommands.ts';
import { commonTexts } from '../texts/common.ts';

/** A sign for each state, so that it does not stand on colour alone. */
const signs: Readonly<Record<CaseState, string>> = { new: '○', counting: '◔', toReview: '●', signed: '✓', amended: '✎' };

/** The state of a case, as a sign and a word. */
export function StateMark({ state }: { readonly state: CaseState }): ReactNode {
  return <span className="stateMark" data-state={state}><span aria-hidden="true">{signs[state]}</span> {commonTexts.states[state]}</span>;
}
