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

describe('while a candidate is trained', () => {
  const changed = (hasEnded: boolean): ServiceEvent => ({ event: 'trainingChanged', trainingId: 3, hasEnded });

  it('its own page and the list are asked for again, and the set of cells once it has ended', () => {
    expect([3, 4].map((trainingId) => isTouched(changed(false), 'training.get', { trainingId }))).toEqual([true, false]);
    expect(isTouched(changed(false), 'training.list', {})).toBe(true);
    expect([false, true].map((hasEnded) => isTouched(changed(hasEnded), 'training.set', {}))).toEqual([false, true]);
  });

  it('the set of cells follows what is reviewed, and which model names cells', () => {
    expect([reviewed, { event: 'modelsChanged' } as const, { event: 'casesChanged' } as const, { event: 'trainingSetChanged' } as const].map((event) => isTouched(event, 'training.set', {}))).toEqual([true, true, true, true]);
  });
});
