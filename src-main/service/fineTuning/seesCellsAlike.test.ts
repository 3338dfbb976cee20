import { expect, it } from 'vitest';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { seesCellsAlike } from './seesCellsAlike.ts';

const sees = (widthPx: number, widthUm: number) => ({ input: { widthPx, widthUm } as ClassifierCard['input'] });

it('tells a picture of another size from one of another scale, and both from the same', () => {
  expect(seesCellsAlike(sees(96, 22), sees(96, 22))).toBe(true);
  expect(seesCellsAlike(sees(96, 22), sees(48, 22))).toBe(false);
  expect(seesCellsAlike(sees(96, 22), sees(96, 30))).toBe(false);
});
