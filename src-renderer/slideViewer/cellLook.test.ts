import { expect, test } from 'vitest';
import { cellLook, dotSide } from './cellLook.ts';

test('boxes become dots when small, and lose their letters before', () => {
  expect(['dots', 'boxes', 'letters']).toEqual([cellLook(4), cellLook(15), cellLook(60)]);
});

test('dots never vanish and never cover their neighbours', () => {
  expect(dotSide(0.3)).toBe(2);
  expect(dotSide(8)).toBe(4);
  expect(dotSide(80)).toBe(5);
});
