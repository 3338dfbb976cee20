import { afterEach, describe, expect, it, vi } from 'vitest';
import { writtenDay, writtenMoment } from './writtenMoment.ts';

describe('writtenMoment', () => {
  afterEach(() => { vi.unstubAllEnvs(); });

  it('is the machine’s own time, year first', () => {
    const date = new Date(2026, 2, 5, 7, 8);
    expect(writtenMoment(date.toISOString())).toBe('2026-03-05 07:08');
  });

  it.each([['Asia/Tokyo', '2026-01-01 05:30'], ['America/Chicago', '2025-12-31 14:30']])('is on the day that it is in %s', (zone, written) => {
    vi.stubEnv('TZ', zone);
    expect(writtenMoment('2025-12-31T20:30:00.000Z')).toBe(written);
    expect(writtenDay('2025-12-31T20:30:00.000Z')).toBe(written.slice(0, 10));
  });
});
