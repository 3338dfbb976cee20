import { describe, expect, it } from 'vitest';
import { writtenMoment } from './writtenMoment.ts';

describe('writtenMoment', () => {
  it('is the machine’s own time, year first', () => {
    const date = new Date(2026, 2, 5, 7, 8);
    expect(writtenMoment(date.toISOString())).toBe('2026-03-05 07:08');
  });
});
