import { expect, it } from 'vitest';
import { withAnswerOn } from './withAnswerOn.ts';

it('takes an answer only while the folder that it is of stands there', () => {
  const draft = { directory: '/b', spanUm: '22' };
  expect(withAnswerOn(draft, '/a', { spanUm: '28' })).toEqual(draft);
  expect(withAnswerOn(draft, '/b', { spanUm: '28' })).toEqual({ directory: '/b', spanUm: '28' });
});
