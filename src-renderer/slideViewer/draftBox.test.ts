import { expect, test } from 'vitest';
import { boxAround, boxBetween, boxOnSlide, pullBox } from './draftBox.ts';

const box = { xPx: 10, yPx: 20, widthPx: 30, heightPx: 40 };

test('a box is the same whichever corner it was begun at', () => {
  expect(boxBetween(40, 60, 10, 20)).toEqual(box);
  expect(boxBetween(10, 60, 40, 20)).toEqual(box);
  expect(boxAround(25, 40, 10)).toEqual({ xPx: 20, yPx: 35, widthPx: 10, heightPx: 10 });
});

test('a corner that is drawn leaves the opposite one where it is', () => {
  expect(pullBox(box, 'nw', 5, -5)).toEqual({ xPx: 15, yPx: 15, widthPx: 25, heightPx: 45 });
  expect(pullBox(box, 'se', 5, -5)).toEqual({ xPx: 10, yPx: 20, widthPx: 35, heightPx: 35 });
  expect(pullBox(box, 'ne', 5, -5)).toEqual({ xPx: 10, yPx: 15, widthPx: 35, heightPx: 45 });
  expect(pullBox(box, 'all', -3, 4)).toEqual({ ...box, xPx: 7, yPx: 24 });
});

test('it never turns inside out', () => {
  expect(pullBox(box, 'nw', 500, 500)).toEqual({ xPx: 36, yPx: 56, widthPx: 4, heightPx: 4 });
  expect(pullBox(box, 'se', -500, 0)).toEqual({ xPx: 10, yPx: 20, widthPx: 4, heightPx: 40 });
});

test('it stays on the slide', () => {
  expect(boxOnSlide({ ...box, xPx: -20, yPx: 90 }, 100, 100)).toEqual({ xPx: 0, yPx: 60, widthPx: 30, heightPx: 40 });
  expect(boxOnSlide({ ...box, widthPx: 300 }, 100, 100)).toEqual({ xPx: 0, yPx: 20, widthPx: 100, heightPx: 40 });
});
