import { describe, expect, it } from 'vitest';
import { isComparisonOpen, readingSteps } from './readingSteps.ts';
import { isSamePerson, secondReaders } from './secondReaders.ts';

const at = '2026-11-22T08:00:00Z';
const first = { reading: 'first' as const, reader: 'Anna', startedAt: at, cellsNamed: 10 };
const second = { reading: 'second' as const, reader: 'Ben', startedAt: at, cellsNamed: 3 };
const finished = <Summary extends object>(summary: Summary) => ({ ...summary, finishedAt: at });
const states = (...readings: Parameters<typeof readingSteps>[0]) => readingSteps(readings).map(({ state }) => state);

describe('readingSteps', () => {
  it('begin with the first reader, who may be unknown', () => { expect(states({ reading: 'first', cellsNamed: 0 })).toEqual(['now', 'later', 'later', 'later']); });
  it('let both read at the same time', () => { expect(states(first, second)).toEqual(['now', 'now', 'later', 'later']); });
  it('go to the consensus by way of the comparison', () => {
    expect(states(finished(first), finished(second))).toEqual(['done', 'done', 'now', 'later']);
    expect(states(finished(first), finished(second), { reading: 'consensus', reader: 'Anna', startedAt: at, cellsNamed: 0 })).toEqual(['done', 'done', 'done', 'now']);
  });
});

describe('isComparisonOpen', () => {
  it('keeps each reader’s calls from the other until both have finished', () => {
    expect(isComparisonOpen([finished(first), second])).toBe(false);
    expect(isComparisonOpen([finished(first)])).toBe(false);
    expect(isComparisonOpen([finished(first), finished(second)])).toBe(true);
  });
});

describe('secondReaders', () => {
  it('leave the first reader out, however the name is written', () => {
    const users = [{ name: 'Anna  Müller', role: 'hematologist' as const }, { name: 'Ben', role: 'technologist' as const }];
    expect(secondReaders(users, 'anna mu\u0308ller ').map(({ name }) => name)).toEqual(['Ben']);
    expect(isSamePerson('Anna', undefined)).toBe(false);
  });
});
