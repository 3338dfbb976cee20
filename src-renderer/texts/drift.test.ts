import { expect, it } from 'vitest';
import { driftTexts } from './drift.ts';

it('says what is other about a slide in a few words', () => {
  const all = (state: string) => (['backgroundRed', 'backgroundGreen', 'backgroundBlue'] as const).map((name) => ({ name, state }));
  expect(driftTexts.slideOutside('13.svs', [...all('above'), { name: 'nucleusBlue', state: 'below' }])).toBe('13.svs looks unlike this laboratory’s first slides: its background is darker; its nuclei are lighter in blue light.');
});
