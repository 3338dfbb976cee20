/** A small picture that is put into a sheet as it is: a letter code on its ground. Pixels as in `PixelSheet`. */
export interface Stamp { readonly width: number; readonly height: number; readonly pixels: Uint32Array }

/** Whole device pixels, right and lower edge not part of it. */
export interface PixelRectangle { left: number; top: number; right: number; bottom: number }

/** A colour as it lies in a picture's memory, on little-endian machines (all that browsers run on). Not premultiplied. */
export function packedColour(red: number, green: number, blue: number, alpha = 255): number {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/**
 * A picture painted by writing its pixels. A canvas takes some microseconds for each of 100,000 strokes when there is no graphics
 * card; written straight into memory a dot takes nanoseconds, and the whole sheet is handed over once. Nothing is drawn outside
 * `clip`, so that a part can be painted again without a look at the rest.
 */
export class PixelSheet {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha: what `ImageData` takes. */
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
  readonly #pixels: Uint32Array;
  #clip: PixelRectangle;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.bytes = new Uint8ClampedArray(width * height * 4);
    this.#pixels = new Uint32Array(this.bytes.buffer);
    this.#clip = { left: 0, top: 0, right: width, bottom: height };
  }

  /** Makes the part empty and keeps what follows inside it; all of the sheet where none is given. Gives the part in whole pixels. */
  begin(part: PixelRectangle = { left: 0, top: 0, right: this.width, bottom: this.height }): PixelRectangle {
    const left = Math.max(0, Math.floor(part.left));
    const top = Math.max(0, Math.floor(part.top));
    const right = Math.min(this.width, Math.ceil(part.right));
    const bottom = Math.min(this.height, Math.ceil(part.bottom));
    this.#clip = { left, top, right: Math.max(left, right), bottom: Math.max(top, bottom) };
    if (this.#clip.right - left === this.width) this.#pixels.fill(0, top * this.width, this.#clip.bottom * this.width);
    else this.rectangle(left, top, right, bottom, 0);
    return this.#clip;
  }

  rectangle(left: number, top: number, right: number, bottom: number, colour: number): void {
    const { left: from, right: to, top: first, bottom: last } = this.#clip;
    const x0 = Math.max(from, Math.round(left));
    const x1 = Math.min(to, Math.round(right));
    const y1 = Math.min(last, Math.round(bottom));
    if (x0 >= x1) return;
    for (let y = Math.max(first, Math.round(top)); y < y1; y++) this.#pixels.fill(colour, y * this.width + x0, y * this.width + x1);
  }

  /** A square of `side` pixels around a point. Written out, for it is done 100,000 times a frame. */
  dot(x: number, y: number, side: number, colour: number): void {
    const { left, top, right, bottom } = this.#clip;
    const x0 = Math.round(x - side / 2);
    const y0 = Math.round(y - side / 2);
    if (x0 < left || y0 < top || x0 + side > right || y0 + side > bottom) { this.rectangle(x0, y0, x0 + side, y0 + side, colour); return; }
    for (let row = y0 * this.width + x0, end = row + side * this.width; row < end; row += this.width) {
      for (let at = row; at < row + side; at++) this.#pixels[at] = colour;
    }
  }

  /** A line `thickness` pixels thick, its ends square. */
  line(x0: number, y0: number, x1: number, y1: number, thickness: number, colour: number): void {
    const half = thickness / 2;
    if (Math.abs(x0 - x1) < 0.01 || Math.abs(y0 - y1) < 0.01) {
      // Both edges from one rounding: otherwise a line's thickness changes as it moves.
      const left = Math.round(Math.min(x0, x1) - half);
      const top = Math.round(Math.min(y0, y1) - half);
      this.rectangle(left, top, left + Math.round(Math.abs(x1 - x0)) + thickness, top + Math.round(Math.abs(y1 - y0)) + thickness, colour);
      return;
    }
    const steps = Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)));
    for (let step = 0; step <= steps; step++) this.dot(x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps, thickness, colour);
  }

  /** Puts a stamp's pixels at a place, over what was there. */
  stamp({ width, height, pixels }: Stamp, x: number, y: number): void {
    const { left, top, right, bottom } = this.#clip;
    const x0 = Math.round(x);
    const y0 = Math.round(y);
    const from = Math.max(0, left - x0);
    const to = Math.min(width, right - x0);
    if (from >= to) return;
    for (let row = Math.max(0, top - y0); row < Math.min(height, bottom - y0); row++) {
      this.#pixels.set(pixels.subarray(row * width + from, row * width + to), (y0 + row) * this.width + x0 + from);
    }
  }
}
