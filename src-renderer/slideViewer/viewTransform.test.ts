import { expect, test } from 'vitest';
import { affineMap, pushOf, sameView, slideBoxOf, stretchOf, toScreen, toSlide } from './viewTransform.ts';

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

test('a slide pushed along is pushed by whole device pixels, and what is left over is less than half of one', () => {
  for (const rotationDegrees of [0, 30, 180]) {
    const from = { ...straight, rotationDegrees }, to = { ...from, centreXPx: 987.3, centreYPx: 811.9 };
    const { across, down, view } = pushOf(from, to, 1.5)!;
    expect([across, down].every(Number.isInteger)).toBe(true);
    const [before, after, wanted] = [toScreen(from, 1040, 790), toScreen(view, 1040, 790), toScreen(to, 1040, 790)];
    expect((after.x - before.x) * 1.5).toBeCloseTo(across, 6);
    expect((after.y - before.y) * 1.5).toBeCloseTo(down, 6);
    expect(Math.abs(wanted.x - after.x) * 1.5).toBeLessThanOrEqual(0.5);
    expect(Math.abs(wanted.y - after.y) * 1.5).toBeLessThanOrEqual(0.5);
  }
  expect(pushOf(straight, { ...straight, scale: 0.6 }, 1)).toBeUndefined();
  expect(pushOf(straight, { ...straight, rotationDegrees: 1 }, 1)).toBeUndefined();
  expect(pushOf(straight, { ...straight, screenWidth: 401 }, 1)).toBeUndefined();
  expect(pushOf(straight, { ...straight, centreXPx: 3000 }, 1)).toBeUndefined();
});

test('stretched, what was painted lies where it is seen', () => {
  const to = { ...straight, scale: 0.8, centreXPx: 1100, centreYPx: 700 };
  const { factor, left, top } = stretchOf(straight, to)!;
  const [painted, seen] = [toScreen(straight, 1234, 567), toScreen(to, 1234, 567)];
  expect(factor * painted.x + left).toBeCloseTo(seen.x, 9);
  expect(factor * painted.y + top).toBeCloseTo(seen.y, 9);
  expect(stretchOf(straight, { ...to, scale: straight.scale })).toBeUndefined();
});
