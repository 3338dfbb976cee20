import type { SlideDescription } from '#shared/contract/caseCommands.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import { affineMap, slideBoxOf } from './viewTransform.ts';
import type { AffineMap, ViewTransform } from './viewTransform.ts';

export interface AreaPainting {
  readonly description: Pick<SlideDescription, 'fields' | 'regions' | 'excludedAreas'>;
  /** Whether what was not counted is dimmed. */
  readonly dim: boolean;
  /** An area that is being moved: drawn elsewhere meanwhile. */
  readonly withoutArea?: number;
}

const regionInk = '#0b4f6c';
const excludedInk = '#7a0019';

/** Follows a level-0 box on the canvas. Corners, not `rect`: lines must not be scaled with the slide. */
function followBox(context: CanvasRenderingContext2D, { a, b, c, d, e, f }: AffineMap, { xPx, yPx, widthPx, heightPx }: BoxPx): void {
  const right = xPx + widthPx;
  const bottom = yPx + heightPx;
  context.moveTo(a * xPx + c * yPx + e, b * xPx + d * yPx + f);
  context.lineTo(a * right + c * yPx + e, b * right + d * yPx + f);
  context.lineTo(a * right + c * bottom + e, b * right + d * bottom + f);
  context.lineTo(a * xPx + c * bottom + e, b * xPx + d * bottom + f);
  context.closePath();
}

/** Widest line and its white ground, CSS pixels: so far does a box reach beyond its edge. */
const reach = 4;

/** Whether anything of a box, or of the line around it, can be seen. Following hundreds that can't be costs as much as the slide itself. */
function touches({ xPx, yPx, widthPx, heightPx }: BoxPx, seen: BoxPx): boolean {
  return xPx < seen.xPx + seen.widthPx && xPx + widthPx > seen.xPx && yPx < seen.yPx + seen.heightPx && yPx + heightPx > seen.yPx;
}

/** A line around boxes. Upright boxes one by one: a browser is twice as fast at rectangles as at a path of hundreds of them. */
function strokeBoxes(context: CanvasRenderingContext2D, map: AffineMap, boxes: readonly BoxPx[]): void {
  if (map.b === 0) {
    for (const { xPx, yPx, widthPx, heightPx } of boxes) context.strokeRect(map.a * xPx + map.e, map.d * yPx + map.f, map.a * widthPx, map.d * heightPx);
    return;
  }
  context.beginPath();
  for (const box of boxes) followBox(context, map, box);
  context.stroke();
}

interface Line { readonly ink: string; readonly width: number; readonly dash?: readonly number[] }

/** White under the ink, so that the line is seen on dark and on pale ground. */
function strokeTwice(context: CanvasRenderingContext2D, pixelRatio: number, { ink, width, dash = [] }: Line, stroke: () => void): void {
  context.setLineDash([]);
  context.strokeStyle = 'rgb(255 255 255 / 75%)';
  context.lineWidth = (width + 2) * pixelRatio;
  stroke();
  context.setLineDash(dash.map((length) => length * pixelRatio));
  context.strokeStyle = ink;
  context.lineWidth = width * pixelRatio;
  stroke();
}

/** The level-0 box of what is seen, and of what reaches into it with a line. */
const seenBox = (view: ViewTransform): BoxPx => slideBoxOf(view, -reach, -reach, view.screenWidth + reach, view.screenHeight + reach);

/** How many boxes there are to follow in a view. */
export function areasInView({ fields, regions, excludedAreas }: AreaPainting['description'], view: ViewTransform): number {
  const seen = seenBox(view);
  return [fields, regions, excludedAreas].reduce((sum, areas) => sum + areas.filter(({ box }) => touches(box, seen)).length, 0);
}

let hatch: CanvasPattern | null = null;
function hatchOf(context: CanvasRenderingContext2D): CanvasPattern | null {
  if (hatch) return hatch;
  const tile = document.createElement('canvas');
  tile.width = tile.height = 10;
  const lines = tile.getContext('2d')!;
  lines.strokeStyle = excludedInk;
  lines.globalAlpha = 0.55;
  lines.lineWidth = 1.4;
  for (const start of [-10, 0, 10]) { lines.moveTo(start, 10); lines.lineTo(start + 10, 0); }
  lines.stroke();
  hatch = context.createPattern(tile, 'repeat');
  return hatch;
}

/** Paints on the slide's own canvas what was counted, what was excluded and what could not be used. */
export function paintAreas(context: CanvasRenderingContext2D, view: ViewTransform, pixelRatio: number, { description: { fields, regions, excludedAreas }, dim, withoutArea }: AreaPainting): void {
  const map = affineMap(view, pixelRatio);
  const seen = seenBox(view);
  const inSight = (areas: readonly { readonly box: BoxPx }[]): BoxPx[] => areas.map(({ box }) => box).filter((box) => touches(box, seen));
  const inState = (state: SlideDescription['regions'][number]['state']): BoxPx[] => inSight(regions.filter((region) => region.state === state));
  const follow = (boxes: readonly BoxPx[]): void => { context.beginPath(); for (const box of boxes) followBox(context, map, box); };
  const outline = (boxes: readonly BoxPx[], line: Line): void => { strokeTwice(context, pixelRatio, line, () => { strokeBoxes(context, map, boxes); }); };
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);

  const counted = inState('counted');
  if (dim && regions.some(({ state }) => state === 'counted')) {
    follow(counted);
    context.rect(0, 0, view.screenWidth * pixelRatio, view.screenHeight * pixelRatio);
    context.fillStyle = 'rgb(235 238 240 / 50%)';
    context.fill('evenodd');
  }
  outline(counted, { ink: regionInk, width: 1.5 });
  outline(inState('waiting'), { ink: regionInk, width: 1, dash: [4, 4] });

  const excluded = inSight(excludedAreas.filter(({ areaId }) => areaId !== withoutArea));
  follow(excluded);
  context.fillStyle = hatchOf(context) ?? 'transparent';
  context.fill();
  outline(excluded, { ink: excludedInk, width: 1.5 });

  // A scan without a problem is one field: its edge says nothing.
  if (fields.length > 1) {
    context.setLineDash([]);
    context.strokeStyle = 'rgb(60 70 80 / 45%)';
    context.lineWidth = pixelRatio;
    strokeBoxes(context, map, inSight(fields.filter(({ problem }) => problem === undefined)));
  }
  const unusable = [...inSight(fields.filter(({ problem }) => problem !== undefined)), ...inState('failed')];
  follow(unusable);
  for (const { xPx, yPx, widthPx, heightPx } of unusable) {
    context.moveTo(map.a * xPx + map.c * yPx + map.e, map.b * xPx + map.d * yPx + map.f);
    context.lineTo(map.a * (xPx + widthPx) + map.c * (yPx + heightPx) + map.e, map.b * (xPx + widthPx) + map.d * (yPx + heightPx) + map.f);
  }
  strokeTwice(context, pixelRatio, { ink: excludedInk, width: 2, dash: [8, 4] }, () => { context.stroke(); });
  context.restore();
}
