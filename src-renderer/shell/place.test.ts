import { describe, expect, it } from 'vitest';
import { fragmentOf, placeOf } from './place.ts';
import type { Place } from './place.ts';

describe('a place in the address', () => {
  it.each<Place>([
    { screen: 'worklist' }, { screen: 'settings' }, { screen: 'models' }, { screen: 'training' }, { screen: 'experiments' }, { screen: 'slide', caseId: 12 },
    { screen: 'gallery', caseId: 3, cellId: -7 }, { screen: 'slide', caseId: 3, cellId: 99, slideId: 4 },
  ])('comes back as it was: %o', (place) => {
    expect(placeOf(fragmentOf(place))).toEqual(place);
  });

  it.each(['', '#', '#/nowhere', '#/case/0/slide', '#/case/x/slide', '#/case/3/kitchen', '#/case/3'])('is the worklist where the address is none: %s', (fragment) => {
    expect(placeOf(fragment)).toEqual({ screen: 'worklist' });
  });
});
