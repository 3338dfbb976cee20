import { expect, it } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { StoredSlide } from '#main/store/repositories/slideRepository.ts';
import { KnownProblems } from './knownProblems.ts';

const slide = { id: 7, path: '/slides/one.tif' } as StoredSlide;
const problem = (code: 'slide-unreadable' | 'slide-changed') => new MyeloscopeError(code, 'It is so.');

it('knows a problem for as long as the file lies there and looks as it did', () => {
  const problems = new KnownProblems(() => undefined), found = problem('slide-changed');
  problems.set(slide, '10:1', found);
  expect(problems.of(slide, '10:1')).toBe(found);
  expect([problems.of(slide, '10:2'), problems.of({ ...slide, path: '/elsewhere/one.tif' }, '10:1'), problems.of({ ...slide, id: 8 }, '10:1')]).toEqual([undefined, undefined, undefined]);
});

it('tells of what is new alone: whoever hears of it asks again, and may meet the same problem again', () => {
  const told: number[] = [];
  const problems = new KnownProblems(({ id }) => { told.push(id); });
  problems.clear(slide);
  expect(told.length).toBe(0);
  for (let i = 0; i < 3; i++) problems.set(slide, '10:1', problem('slide-unreadable'));
  expect(told).toEqual([7]);
  problems.set(slide, '10:1', problem('slide-changed'));
  problems.set(slide, '10:2', problem('slide-changed'));
  expect(told.length).toBe(3);
  problems.clear(slide);
  problems.clear(slide);
  expect(told.length).toBe(4);
  expect(problems.of(slide, '10:2')).toBeUndefined();
});
