import { expect, it, vi } from 'vitest';
import { paintAreas } from './paintAreas.ts';
import type { AreaPainting } from './paintAreas.ts';

/** A canvas that notes where boxes begin: there is no canvas outside a browser. */
function notingContext(): { readonly begun: number[][]; readonly context: CanvasRenderingContext2D } {
  const begun: number[][] = [];
  const nothing = (): void => undefined;
  const context = {
    save: nothing, restore: nothing, setTransform: nothing, beginPath: nothing, lineTo: nothing, closePath: nothing, rect: nothing, fill: nothing, stroke: nothing, setLineDash: nothing,
    createPattern: () => null, moveTo: (x: number, y: number) => { begun.push([x, y]); },
  };
  return { begun, context: context as unknown as CanvasRenderingContext2D };
}

const regionAt = (xPx: number): AreaPainting['description']['regions'][number] => ({ box: { xPx, yPx: 100, widthPx: 200, heightPx: 200 }, state: 'waiting' });

it('follows the boxes that are seen, those whose line alone is, and no others', () => {
  // The middle of the viewer, 400 CSS pixels wide, shows level-0 pixels 400 to 1200: two a CSS pixel.
  const view = { scale: 0.5, rotationDegrees: 0, centreXPx: 800, centreYPx: 200, screenWidth: 400, screenHeight: 300 };
  const { begun, context } = notingContext();
  // Of excluded areas' hatching, drawn once.
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => notingContext().context }) });
  // The first ends 2 CSS pixels before the view, and its line reaches in; the third begins 20 after it.
  paintAreas(context, view, 1, { description: { fields: [], regions: [regionAt(196), regionAt(700), regionAt(1240), regionAt(-5000)], excludedAreas: [] }, dim: false });
  expect(begun).toEqual([[-102, 100], [150, 100]]);
});
