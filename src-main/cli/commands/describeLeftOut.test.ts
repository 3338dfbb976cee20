import { expect, it } from 'vitest';
import { describeLeftOut } from './describeLeftOut.ts';

const slide = (name: string, fields: number) => ({ name, problemFields: Array.from({ length: fields }, (_, i) => ({ name: `field-${String(i)}.jpg`, problem: 'out of focus' })) });

it('names the first few fields of each slide, and counts the others', () => {
  expect(describeLeftOut([slide('good', 0), slide('one', 1), slide('many', 300)])).toEqual([
    'Left out, wholly or in part, or without a nucleated cell, in one:', '  field-0.jpg: out of focus',
    'Left out, wholly or in part, or without a nucleated cell, in many:',
    ...[0, 1, 2, 3, 4].map((i) => `  field-${String(i)}.jpg: out of focus`), '  and 295 more; all stand in differential.json',
  ]);
});
