import { expect, it } from 'vitest';
import { groupedBy } from './groupedBy.ts';

it('groups as the language does where it can', () => {
  const words = ['band', 'blast', 'monocyte', 'myelocyte', 'basophil'];
  expect([...groupedBy(words, ([first]) => first)]).toEqual([...Map.groupBy(words, ([first]) => first)]);
  expect(groupedBy([], String).size).toBe(0);
});
