import { expect, it } from 'vitest';
import { keepGivenPaths } from './givenPaths.ts';

it('keeps the slides that are given before there is a window, and hands over later ones as they come', () => {
  const given = keepGivenPaths();
  const taken: (readonly string[])[] = [];
  given.give(['/a.svs']);
  given.give(['/b.svs', '/c.svs']);
  given.takeBy((paths) => { taken.push(paths); });
  expect(taken).toEqual([['/a.svs', '/b.svs', '/c.svs']]);
  given.give(['/d.svs']);
  expect(taken.slice(1)).toEqual([['/d.svs']]);
});

it('says nothing to a window that was given nothing', () => {
  const given = keepGivenPaths();
  given.takeBy(() => { throw new Error('called'); });
  given.give([]);
});
