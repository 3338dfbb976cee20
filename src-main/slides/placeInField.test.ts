import { expect, it } from 'vitest';
import { layOutFields } from './pictures/layOutFields.ts';
import { placesInFields } from './placeInField.ts';

const { boxes } = layOutFields([{ widthPx: 400, heightPx: 300 }, undefined, { widthPx: 200, heightPx: 200 }, { widthPx: 400, heightPx: 300 }]);
const nowhere = { xPx: 0, yPx: 0, widthPx: 0, heightPx: 0 };
const fields = boxes.map((box, i) => ({ name: `${String(i)}.png`, box: box ?? nowhere }));

it('finds each point in the picture it was photographed in', () => {
  const placeOf = placesInFields({ path: '/fields', fields });
  for (const place of [3, 0, 2, 2]) expect(placeOf(boxes[place]!.xPx + 17, boxes[place]!.yPx + 5.5)).toEqual({ field: `${String(place)}.png`, xPx: 17, yPx: 5.5 });
});

it('knows no picture for a point between them', () => {
  const placeOf = placesInFields({ path: '/fields', fields });
  expect(placeOf(400, 10)).toBeUndefined();
  expect(placeOf(-1, 10)).toBeUndefined();
});

it('takes a scan for one picture, and a folder of one picture for a folder', () => {
  const whole = { xPx: 0, yPx: 0, widthPx: 900, heightPx: 900 };
  expect(placesInFields({ path: '/slides/a.svs', fields: [{ name: 'a.svs', box: whole }] })(1, 2)).toEqual({ field: '', xPx: 1, yPx: 2 });
  expect(placesInFields({ path: '/slides/a', fields: [{ name: 'one.png', box: whole }] })(1, 2)).toEqual({ field: 'one.png', xPx: 1, yPx: 2 });
});
