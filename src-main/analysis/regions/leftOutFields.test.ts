import { expect, it } from 'vitest';
import { leftOutFields } from './leftOutFields.ts';
import type { BlockQuality } from './regionChoice.ts';

const box = { xPx: 0, yPx: 0, widthPx: 10, heightPx: 10 };
const listed = (qualities: readonly BlockQuality[], cause?: string) =>
  leftOutFields(qualities.map((quality) => ({ field: 'a.jpg', box, quality })), new Map(cause === undefined ? [] : [['a.jpg', cause]]));

it('says why nothing is counted in a field, the commonest reason first', () => {
  expect(listed(['empty'])).toEqual([{ field: 'a.jpg', problem: 'looked at and not counted: bare glass, or hardly any cells', kind: 'notCounted' }]);
  expect(listed(['blurred'])[0].problem).toBe('looked at and not counted: out of focus');
  expect(listed(['edge', 'thick', 'blurred', 'thick'])[0].problem).toBe('looked at and not counted: too thick, with cells on one another or a sheet without gaps; out of focus');
  expect(listed(['edge', 'edge'])[0].problem).toMatch(/too narrow/);
});

it('does not list a field in which something is counted, or that was not looked at whole', () => {
  for (const qualities of [['good'], ['empty', 'good', 'blurred'], ['unexamined'], ['empty', 'unexamined']] as const) expect(listed(qualities)).toEqual([]);
});

it('says how much of a field is damaged, and why', () => {
  const cause = 'its JPEG is damaged';
  const problems = (qualities: readonly BlockQuality[]) => listed(qualities, cause).map(({ problem, kind }) => `${kind}: ${problem}`);
  expect(problems(['damaged'])).toEqual(['unreadable: its JPEG is damaged']);
  expect(problems(['damaged', 'damaged'])).toEqual(['unreadable: none of its 2 parts can be read; the first: its JPEG is damaged']);
  expect(problems(['good', 'damaged', 'unexamined'])).toEqual(['unreadable: 1 of its 3 parts can\'t be read: its JPEG is damaged']);
  expect(problems(['damaged', 'damaged', 'empty'])).toEqual(['unreadable: 2 of its 3 parts can\'t be read; the first: its JPEG is damaged; the others were looked at and not counted: bare glass, or hardly any cells']);
});
