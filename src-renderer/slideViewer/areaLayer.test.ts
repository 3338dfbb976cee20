import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AreaLayer } from './areaLayer.ts';
import type { AreaPainting } from './paintAreas.ts';
import type { ViewTransform } from './viewTransform.ts';

// There is no canvas outside a browser: these note how often areas are painted, and where the picture of them is laid.
let paintings: number;
let laid: number[][];
let rests: number;
let layer: AreaLayer;

const nothing = (): void => undefined;
const context = {
  save: nothing, restore: nothing, beginPath: nothing, moveTo: nothing, lineTo: nothing, closePath: nothing, rect: nothing, stroke: nothing, setLineDash: nothing, createPattern: () => null, strokeRect: nothing,
  fill: () => { paintings += 1; }, clearRect: nothing, drawImage: nothing, setTransform: (...matrix: number[]) => { laid.push([matrix[0], matrix[4], matrix[5]]); },
} as unknown as CanvasRenderingContext2D;

const regions = (count: number): AreaPainting => ({
  description: { fields: [], regions: Array.from({ length: count }, () => ({ box: { xPx: 900, yPx: 400, widthPx: 200, heightPx: 200 }, state: 'counted' as const })), excludedAreas: [] }, dim: false,
});
const painting = regions(100);
// 1000 × 500 CSS pixels show level-0 pixels 0 to 2000 and 0 to 1000; 200 and 100 more are painted at each side.
const view: ViewTransform = { scale: 0.5, rotationDegrees: 0, centreXPx: 1000, centreYPx: 500, screenWidth: 1000, screenHeight: 500 };
const draw = (changes: Partial<ViewTransform> = {}, other = painting): number[] => {
  laid = [];
  layer.draw(context, { ...view, ...changes }, 1, other);
  return laid.at(-1)!;
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { createElement: () => ({ width: 0, height: 0, getContext: () => context }) });
  [paintings, laid, rests] = [0, [], 0];
  layer = new AreaLayer(() => { rests += 1; });
});
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); });

it('pushes what is painted along as far as its margin goes, and paints anew beyond it', () => {
  expect(draw()).toEqual([1, -200, -100]);
  expect(draw({ centreXPx: 1400 })).toEqual([1, -400, -100]);
  expect(draw({ centreXPx: 600, centreYPx: 300 })).toEqual([1, 0, 0]);
  expect(paintings).toBe(1);
  expect(draw({ centreXPx: 598 })).toEqual([1, -200, -100]);
  expect(paintings).toBe(2);
});

it('follows a few boxes in each frame, at their very place', () => {
  const few = regions(3);
  expect(draw({}, few)).toEqual([1, 0, 0]);
  expect(draw({ centreXPx: 1001 }, few)).toEqual([1, 0, 0]);
  expect(paintings).toBe(2);
  // What can't be seen is not among them.
  draw({ centreXPx: 20_000 });
  expect(paintings).toBe(3);
  expect(laid).toHaveLength(1);
});

it('stretches what is painted while the scale changes, and asks for a sharp drawing once it rests', () => {
  draw();
  // Twice the slide's place in the middle: 1400 × 700 painted become 1820 × 910.
  expect(draw({ scale: 0.65 })).toEqual([1.3, -410, -205]);
  expect(draw({ scale: 0.4 })).toEqual([0.8, -60, -30]);
  expect([paintings, rests]).toEqual([1, 0]);
  vi.runAllTimers();
  expect(rests).toBe(1);
  expect(draw({ scale: 0.4 })).toEqual([1, -200, -100]);
  expect(paintings).toBe(2);
});

it('paints anew where the picture would leave an edge bare, or would be too rough, or shows something else', () => {
  draw();
  draw({ scale: 0.4, centreXPx: 1200 });
  expect(paintings).toBe(2);
  draw({ scale: 0.85, centreXPx: 1200 });
  expect(paintings).toBe(3);
  draw({ scale: 0.85, centreXPx: 1200 }, { ...painting, withoutArea: 3 });
  expect(paintings).toBe(4);
  draw({ scale: 0.85, centreXPx: 1200, rotationDegrees: 90 }, { ...painting, withoutArea: 3 });
  expect(paintings).toBe(5);
  layer.end();
  vi.runAllTimers();
  expect(rests).toBe(0);
});
