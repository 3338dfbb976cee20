import { describe, expect, it } from 'vitest';
import type { ServiceEvent } from '#shared/contract/events.ts';
import { isTouched } from './answersTouched.ts';

const reviewed: ServiceEvent = {
  event: 'reviewed',
  change: { caseId: 7, reading: 'first', version: 3, areasChanged: false, changed: { ids: Int32Array.of(12, -2), codes: new Uint8Array(2), states: new Uint8Array(2), added: [] } },
};

describe('after a reviewing act', () => {
  it('the answers about the cells that it changed may no longer hold, and those about others do', () => {
    expect([12, -2, 13].map((cellId) => isTouched(reviewed, 'cells.get', { caseId: 7, reading: 'first', cellId }))).toEqual([true, true, false]);
    expect(isTouched(reviewed, 'cells.get', { caseId: 8, reading: 'first', cellId: 12 })).toBe(false);
  });

  it('figures of its case and every list are asked for again, the cells are not', () => {
    expect(isTouched(reviewed, 'differential.get', { caseId: 7 })).toBe(true);
    expect(isTouched(reviewed, 'differential.get', { caseId: 8 })).toBe(false);
    expect(isTouched(reviewed, 'cases.list', {})).toBe(true);
    expect(isTouched(reviewed, 'cells.ofCase', { caseId: 7, reading: 'first' })).toBe(false);
    expect(isTouched(reviewed, 'slides.describe', { slideId: 1, reading: 'first' })).toBe(false);
    expect(isTouched({ ...reviewed, change: { ...reviewed.change, areasChanged: true } }, 'slides.describe', { slideId: 1, reading: 'first' })).toBe(true);
  });
});
