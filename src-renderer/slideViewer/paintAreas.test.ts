import { expect, it, vi } from 'vitest';
import { paintAreas } from './paintAreas.ts';
import type { AreaPainting } from './paintAreas.ts';

/** A canvas that notes where boxes begin: there is no canvas outside a browser. */
function notingContext(): { readonly begun: number[][]; readonly context: CanvasRenderingContext2D } {
  const begun: number[][] = [];
  const nothing = (): void => undefined;
  const context = {
    save: nothing, restore: nothing, setTransform: nothing, beginPath: nothing, lineTo: nothing, closePath: nothing, rect: nothing, fill: nothing, stroke: nothing, setLineDash: nothing,
    createPattern: () => null, moveTo: (x: number, y: number) => { begun.push([x, y]); }, strokeRect: (...given: number[]) => { begun.push(given); },
  };
  return { begun, context: context as unknown as CanvasRenderingContext2D };
}

const regionAt = (xPx: number): AreaPainting['description']['regions'][number] => ({ box: { xPx, yPx: 100, widthPx: 200, heightPx: 200 }, state: 'waiting' });

it('outlines the boxes that are seen, those whose line alone is, and no others: upright as rectangles, turned as paths', () => {
  // The middle of the viewer, 400 CSS pixels wide, shows level-0 pixels 400 to 1200: two a CSS pixel.
  const view = { scale: 0.5, rotationDegrees: 0, centreXPx: 800, centreYPx: 200, screenWidth: 400, screenHeight: 300 };
  const { begun, context } = notingContext();
  // Of excluded areas' hatching, drawn once.
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => notingContext().context }) });
  // The first ends 2 CSS pixels before the view, and its line reaches in; the third begins 20 after it.
  const areas: AreaPainting = { description: { fields: [], regions: [regionAt(196), regionAt(700), regionAt(1240), regionAt(-5000)], excludedAreas: [] }, dim: false };
  paintAreas(context, view, 1, areas);
  // First the white ground of all, then the ink.
  expect(begun).toEqual([[-102, 100, 100, 100], [150, 100, 100, 100], [-102, 100, 100, 100], [150, 100, 100, 100]]);
  begun.length = 0;
  paintAreas(context, { ...view, rotationDegrees: 180 }, 1, areas);
  expect(begun.map((place) => place.map((length) => Math.round(length)))).toEqual([[502, 200], [250, 200], [502, 200], [250, 200]]);
});
