import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

export type Colour = readonly [number, number, number];

/** Lays a colour over a pixel, `cover` 0 to 1; outside the picture nothing happens. */
function lay({ widthPx, heightPx, rgb }: RgbPicture, x: number, y: number, colour: Colour, cover: number): void {
  if (x < 0 || y < 0 || x >= widthPx || y >= heightPx || cover <= 0) return;
  const place = 3 * (y * widthPx + x);
  for (let c = 0; c < 3; c++) rgb[place + c] = Math.round(rgb[place + c] * (1 - cover) + colour[c] * cover);
}

/** A filled disc with a soft edge, painted into the picture. */
export function paintDisc(picture: RgbPicture, xPx: number, yPx: number, radiusPx: number, colour: Colour): void {
  for (let y = Math.floor(yPx - radiusPx - 1); y <= yPx + radiusPx + 1; y++) {
    for (let x = Math.floor(xPx - radiusPx - 1); x <= xPx + radiusPx + 1; x++) {
      lay(picture, x, y, colour, Math.min(1, radiusPx + 0.5 - Math.hypot(x + 0.5 - xPx, y + 0.5 - yPx)));
    }
  }
}

/** The outline of a rectangle, `thicknessPx` wide and inside it. */
export function paintOutline(picture: RgbPicture, left: number, top: number, right: number, bottom: number, thicknessPx: number, colour: Colour): void {
  const [x1, y1, x2, y2] = [Math.max(0, Math.round(left)), Math.max(0, Math.round(top)), Math.min(picture.widthPx, Math.round(right)), Math.min(picture.heightPx, Math.round(bottom))];
  for (let y = y1; y < y2; y++) {
    const whole = y < y1 + thicknessPx || y >= y2 - thicknessPx;
    for (let x = x1; x < x2; x++) {
      if (whole || x < x1 + thicknessPx || x >= x2 - thicknessPx) lay(picture, x, y, colour, 1);
      else x = Math.max(x, x2 - thicknessPx - 1);
    }
  }
}
