import { expect, it } from 'vitest';
import { mapClasses } from './mapClasses.ts';
import { suggestedClass } from './suggestedClass.ts';

it('suggests what the card says before what a name looks like', () => {
  expect(suggestedClass('BAS', { BAS: 'EBB' })).toBe('EBB');
  expect(suggestedClass('BAS', {})).toBe('BAS');
  expect(suggestedClass('BAS', { BAS: 'no class' })).toBe('BAS');
  expect(suggestedClass('toString', {})).toBeUndefined();
});

it('suggests what an import without another word would take', () => {
  const names = ['BAS', 'Lymphocyte'], said = { BAS: 'EBB' };
  expect(mapClasses(names, said)).toEqual(names.map((name) => suggestedClass(name, said)));
});
