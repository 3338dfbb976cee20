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

/** Whether two frames show the same place in the same way, so that nothing need be painted again. */
export function sameView(one: ViewTransform | undefined, other: ViewTransform | undefined): boolean {
  return one !== undefined && other !== undefined && one.scale === other.scale && one.rotationDegrees === other.rotationDegrees
    && one.centreXPx === other.centreXPx && one.centreYPx === other.centreYPx && one.screenWidth === other.screenWidth && one.screenHeight === other.screenHeight;
}
