import { expect, it } from 'vitest';
import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import { readingOfUser } from './readingOfUser.ts';

const readings: CaseDetail['readings'] = [{ reading: 'first', reader: 'Dr A', cellsNamed: 3 }, { reading: 'second', reader: 'Dr B', cellsNamed: 0 }];

it('puts each reader into their own reading, and anybody else into the first', () => {
  expect(readingOfUser(readings, 'Dr A', undefined)).toBe('first');
  expect(readingOfUser(readings, 'Dr B', undefined)).toBe('second');
  expect(readingOfUser(readings, 'Dr C', undefined)).toBe('first');
  expect(readingOfUser([], 'Dr B', undefined)).toBe('first');
});

it('never shows a second reader the first one\'s reading, whatever was chosen', () => {
  expect(readingOfUser(readings, 'Dr B', 'first')).toBe('second');
  expect(readingOfUser(readings, 'Dr A', 'second')).toBe('first');
});

it('follows the choice of who reads neither, and of the consensus', () => {
  expect(readingOfUser(readings, 'Dr C', 'second')).toBe('second');
  expect(readingOfUser(readings, 'Dr B', 'consensus')).toBe('consensus');
});

it('lets who reads both choose', () => {
  const both: CaseDetail['readings'] = readings.map((each) => ({ ...each, reader: 'Dr A' }));
  expect(readingOfUser(both, 'Dr A', undefined)).toBe('first');
  expect(readingOfUser(both, 'Dr A', 'second')).toBe('second');
});
