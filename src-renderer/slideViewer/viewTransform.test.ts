import { expect, test } from 'vitest';
import { affineMap, sameView, slideBoxOf, toScreen, toSlide } from './viewTransform.ts';

const straight = { scale: 0.5, rotationDegrees: 0, centreXPx: 1000, centreYPx: 800, screenWidth: 400, screenHeight: 200 };

test('the middle of the view is its centre, and a pixel right of it lies right of it', () => {
  expect(toScreen(straight, 1000, 800)).toEqual({ x: 200, y: 100 });
  expect(toScreen(straight, 1100, 860)).toEqual({ x: 250, y: 130 });
  expect(slideBoxOf(straight)).toEqual({ xPx: 600, yPx: 600, widthPx: 800, heightPx: 400 });
});

test('turned clockwise by a quarter, what lay right of the middle lies below it', () => {
  const turned = { ...straight, rotationDegrees: 90 };
  const seen = toScreen(turned, 1100, 800);
  expect(seen.x).toBeCloseTo(200, 9);
  expect(seen.y).toBeCloseTo(150, 9);
  const box = slideBoxOf(turned);
  expect(box.widthPx).toBeCloseTo(400, 9);
  expect(box.heightPx).toBeCloseTo(800, 9);
});

test('there and back is the same point at any turn', () => {
  for (const rotationDegrees of [0, 15, 90, 137, 270]) {
    const view = { ...straight, rotationDegrees };
    const { x, y } = toScreen(view, 1234, 567);
    const back = toSlide(view, x, y);
    expect(back.xPx).toBeCloseTo(1234, 6);
    expect(back.yPx).toBeCloseTo(567, 6);
  }
});

test('device pixels are the same places, multiplied', () => {
  const { a, b, c, d, e, f } = affineMap({ ...straight, rotationDegrees: 30 }, 1.5);
  const seen = toScreen({ ...straight, rotationDegrees: 30 }, 1111, 777);
  expect(a * 1111 + c * 777 + e).toBeCloseTo(seen.x * 1.5, 6);
  expect(b * 1111 + d * 777 + f).toBeCloseTo(seen.y * 1.5, 6);
});

test('a view is the same only if nothing moved', () => {
  expect(sameView(straight, { ...straight })).toBe(true);
  expect(sameView(straight, { ...straight, centreXPx: 1000.5 })).toBe(false);
  expect(sameView(undefined, straight)).toBe(false);
});
