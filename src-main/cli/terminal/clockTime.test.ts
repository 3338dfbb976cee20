import { expect, it } from 'vitest';
import { clockTime } from './clockTime.ts';

it('is written as a clock would', () => {
  expect([0, 42_400, 185_000, 3_750_000].map(clockTime)).toEqual(['0:00', '0:42', '3:05', '1:02:30']);
});
