import type { BoxPx } from '#shared/geometry/box.ts';

/** How the slide lies in the viewer, for one frame. Screen lengths are CSS pixels from the viewer's upper left corner. */
export interface ViewTransform {
  /** CSS pixels a level-0 pixel. */
  readonly scale: number;
  /** Clockwise, as seen on the screen. */
  readonly rotationDegrees: number;
  /** Level-0 pixel in the middle of the viewer. */
  readonly centreXPx: number;
  readonly centreYPx: number;
  readonly screenWidth: number;
  readonly screenHeight: number;
}

/** The same as six numbers: screen x = a·x + c·y + e, screen y = b·x + d·y + f. For loops over many cells. */
export interface AffineMap { readonly a: number; readonly b: number; readonly c: number; readonly d: number; readonly e: number; readonly f: number }

/** From level-0 pixels to screen pixels, times `pixelRatio` (device pixels a CSS pixel; 1 for CSS pixels). */
export function affineMap(view: ViewTransform, pixelRatio = 1): AffineMap {
  const turn = (view.rotationDegrees * Math.PI) / 180;
  const a = Math.cos(turn) * view.scale * pixelRatio;
  const b = Math.sin(turn) * view.scale * pixelRatio;
  return {
    a, b, c: -b, d: a,
    e: (view.screenWidth / 2) * pixelRatio - a * view.centreXPx + b * view.centreYPx,
    f: (view.screenHeight / 2) * pixelRatio - b * view.centreXPx - a * view.centreYPx,
  };
}

export interface Point { readonly x: number; readonly y: number }

/** Where a level-0 point is seen, in CSS pixels of the viewer. */
export function toScreen(view: ViewTransform, xPx: number, yPx: number): Point {
  const { a, b, c, d, e, f } = affineMap(view);
  return { x: a * xPx + c * yPx + e, y: b * xPx + d * yPx + f };
}

/** The level-0 point under a place of the viewer. */
export function toSlide(view: ViewTransform, x: number, y: number): { readonly xPx: number; readonly yPx: number } {
  const turn = (-view.rotationDegrees * Math.PI) / 180;
  const dx = (x - view.screenWidth / 2) / view.scale;
  const dy = (y - view.screenHeight / 2) / view.scale;
  return { xPx: view.centreXPx + dx * Math.cos(turn) - dy * Math.sin(turn), yPx: view.centreYPx + dx * Math.sin(turn) + dy * Math.cos(turn) };
}

/** The smallest level-0 box that holds a rectangle of the viewer; all of the viewer where none is given. */
export function slideBoxOf(view: ViewTransform, left = 0, top = 0, right = view.screenWidth, bottom = view.screenHeight): BoxPx {
  const corners = [toSlide(view, left, top), toSlide(view, right, top), toSlide(view, left, bottom), toSlide(view, right, bottom)];
  const xPx = Math.min(...corners.map((corner) => corner.xPx));
  const yPx = Math.min(...corners.map((corner) => corner.yPx));
  return { xPx, yPx, widthPx: Math.max(...corners.map((corner) => corner.xPx)) - xPx, heightPx: Math.max(...corners.map((corner) => corner.yPx)) - yPx };
}

/** A slide pushed along: by whole device pixels, to the right and down with positive ones, and how it would lie then. */
export interface Push { readonly across: number; readonly down: number; readonly view: ViewTransform }

/** How far a slide was pushed from one frame to another; undefined where it was not only pushed, or so far that nothing of it stays in sight. */
export function pushOf(from: ViewTransform, to: ViewTransform, pixelRatio: number): Push | undefined {
  if (from.scale !== to.scale || from.rotationDegrees !== to.rotationDegrees || from.screenWidth !== to.screenWidth || from.screenHeight !== to.screenHeight) return undefined;
  const before = toScreen(to, from.centreXPx, from.centreYPx);
  const across = Math.round((before.x - from.screenWidth / 2) * pixelRatio);
  const down = Math.round((before.y - from.screenHeight / 2) * pixelRatio);
  if (Math.abs(across) >= from.screenWidth * pixelRatio || Math.abs(down) >= from.screenHeight * pixelRatio) return undefined;
  const { xPx: centreXPx, yPx: centreYPx } = toSlide(from, from.screenWidth / 2 - across / pixelRatio, from.screenHeight / 2 - down / pixelRatio);
  return { across, down, view: { ...from, centreXPx, centreYPx } };
}

/** How what was painted for one frame is stretched to lie right in another: screen = factor · painted + (left, top), CSS pixels. */
export interface Stretch { readonly factor: number; readonly left: number; readonly top: number }

/** The stretch from one frame to another of another scale; undefined where the scale is the same, or the slide was turned or its viewer resized. */
export function stretchOf(from: ViewTransform, to: ViewTransform): Stretch | undefined {
  if (from.scale === to.scale || from.rotationDegrees !== to.rotationDegrees || from.screenWidth !== to.screenWidth || from.screenHeight !== to.screenHeight) return undefined;
  const factor = to.scale / from.scale;
  const { x, y } = toScreen(to, from.centreXPx, from.centreYPx);
  return { factor, left: x - (factor * from.screenWidth) / 2, top: y - (factor * from.screenHeight) / 2 };
}

/** Whether two frames show the same place in the same way, so that nothing need be painted again. */
export function sameView(one: ViewTransform | undefined, other: ViewTransform | undefined): boolean {
  return one !== undefined && other !== undefined && one.scale === other.scale && one.rotationDegrees === other.rotationDegrees
    && one.centreXPx === other.centreXPx && one.centreYPx === other.centreYPx && one.screenWidth === other.screenWidth && one.screenHeight === other.screenHeight;
}
