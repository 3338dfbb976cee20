import { expect, it } from 'vitest';
import type { CaseSummary } from '#shared/contract/caseCommands.ts';
import { hasStopped, isDoubtedSmear } from './countState.ts';

const summary = (job: Partial<CaseSummary['job']>, state: CaseSummary['state'] = 'new'): Pick<CaseSummary, 'job' | 'state'> => ({
  state, job: { id: 1, kind: 'count', caseId: 1, state: 'failed', stage: '', done: 0, total: 0, ...job },
});

it('offers to count a slide all the same only where it was refused for not looking like a smear', () => {
  expect(isDoubtedSmear(summary({ failureCode: 'slide-not-a-smear' }))).toBe(true);
  for (const failureCode of ['slide-changed', 'no-cells', undefined]) expect(isDoubtedSmear(summary({ ...(failureCode && { failureCode }), reason: 'It does not look like a smear.' }))).toBe(false);
  for (const state of ['queued', 'running', 'done', 'cancelled'] as const) expect(isDoubtedSmear(summary({ state, failureCode: 'slide-not-a-smear' }))).toBe(false);
});

it('goes on with no count of a signed case', () => {
  expect(hasStopped(summary({}))).toBe(true);
  for (const state of ['signed', 'amended'] as const) {
    expect(hasStopped(summary({}, state))).toBe(false);
    expect(isDoubtedSmear(summary({ failureCode: 'slide-not-a-smear' }, state))).toBe(false);
  }
});
