/** A small picture that is put into a sheet as it is: a letter code on its ground. Pixels as `packedColour` gives them. */
export interface Stamp { readonly width: number; readonly height: number; readonly pixels: Uint32Array }

/** Whole device pixels, right and lower edge not part of it. */
export interface PixelRectangle { left: number; top: number; right: number; bottom: number }

/** A colour as it lies in a picture's memory, on little-endian machines (all that browsers run on). Not premultiplied. */
export function packedColour(red: number, green: number, blue: number, alpha = 255): number {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** From this width on the engine's own filling is faster than a loop: calling it costs as much as some twenty pixels. */
const widthWorthACall = 24;

/**
 * A picture painted by writing its pixels. A canvas takes some microseconds for each of 100,000 strokes when there is no graphics
 * card; written straight into memory a dot takes nanoseconds, and the whole sheet is handed over once. Nothing is drawn outside
 * what `begin` was given, so that a part can be painted again without a look at the rest.
 *
 * Places and lengths are whole device pixels, and an ink is a place in the palette: small whole numbers are passed on without
 * memory being taken for each, which at this number of calls is most of the cost.
 */
export class PixelSheet {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha: what `ImageData` takes. */
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
  readonly #pixels: Uint32Array;
  readonly #palette: Uint32Array;
  #left = 0;
  #top = 0;
  #right: number;
  #bottom: number;

  /** @param palette Colours by ink. Ink 0 should be nothing at all (0). */
  constructor(width: number, height: number, palette: Uint32Array) {
    this.width = width;
    this.height = height;
    this.bytes = new Uint8ClampedArray(width * height * 4);
    this.#pixels = new Uint32Array(this.bytes.buffer);
    this.#palette = palette;
    this.#right = width;
    this.#bottom = height;
  }

  /** Makes the part empty and keeps what follows inside it; all of the sheet where none is given. Gives the part in whole pixels. */
  begin(part: PixelRectangle = { left: 0, top: 0, right: this.width, bottom: this.height }): PixelRectangle {
    this.#left = Math.max(0, Math.floor(part.left));
    this.#top = Math.max(0, Math.floor(part.top));
    this.#right = Math.max(this.#left, Math.min(this.width, Math.ceil(part.right)));
    this.#bottom = Math.max(this.#top, Math.min(this.height, Math.ceil(part.bottom)));
    if (this.#right - this.#left === this.width) this.#pixels.fill(0, this.#top * this.width, this.#bottom * this.width);
    else for (let y = this.#top; y < this.#bottom; y++) this.#pixels.fill(0, y * this.width + this.#left, y * this.width + this.#right);
    return { left: this.#left, top: this.#top, right: this.#right, bottom: this.#bottom };
  }

  /**
   * Moves what is painted by whole pixels, to the right and down with positive ones. What comes in at the edges is not painted yet:
   * gives those parts, none of which lies upon another.
   */
  move(across: number, down: number): PixelRectangle[] {
    const { width, height } = this;
    // One copy moves both ways; what it carries over the side edges lies in the parts that are painted anew.
    const by = down * width + across;
    if (by >= 0) this.#pixels.copyWithin(by, 0, width * height - by);
    else this.#pixels.copyWithin(0, -by);
    const parts: PixelRectangle[] = [];
    const [top, bottom] = [Math.max(0, down), height + Math.min(0, down)];
    if (down !== 0) parts.push(down > 0 ? { left: 0, top: 0, right: width, bottom: down } : { left: 0, top: bottom, right: width, bottom: height });
    if (across !== 0) parts.push(across > 0 ? { left: 0, top, right: across, bottom } : { left: width + across, top, right: width, bottom });
    return parts;
  }

  rectangle(left: number, top: number, right: number, bottom: number, ink: number): void {
    const x0 = Math.max(this.#left, left);
    const x1 = Math.min(this.#right, right);
    const y0 = Math.max(this.#top, top);
    const y1 = Math.min(this.#bottom, bottom);
    if (x0 >= x1) return;
    const pixels = this.#pixels;
    const colour = this.#palette[ink];
    const { width } = this;
    const isWide = x1 - x0 >= widthWorthACall;
    for (let y = y0; y < y1; y++) {
      const from = y * width + x0;
      const to = y * width + x1;
      if (isWide) pixels.fill(colour, from, to);
      else for (let at = from; at < to; at++) pixels[at] = colour;
    }
  }

  /** A square of `side` pixels: what `rectangle` does, written out, for it is done 100,000 times a frame. */
  square(left: number, top: number, side: number, ink: number): void {
    if (left < this.#left || top < this.#top || left + side > this.#right || top + side > this.#bottom) {
      this.rectangle(left, top, left + side, top + side, ink);
      return;
    }
    const pixels = this.#pixels;
    const colour = this.#palette[ink];
    let from = top * this.width + left;
    for (let row = 0; row < side; row++, from += this.width) for (let at = from; at < from + side; at++) pixels[at] = colour;
  }

  /** A line `thickness` pixels thick from the middle of one point to that of another, its ends square. */
  line(x0: number, y0: number, x1: number, y1: number, thickness: number, ink: number): void {
    const half = thickness >> 1;
    if (x0 === x1 || y0 === y1) {
      const left = Math.min(x0, x1) - half;
      const top = Math.min(y0, y1) - half;
      this.rectangle(left, top, Math.max(x0, x1) - half + thickness, Math.max(y0, y1) - half + thickness, ink);
      return;
    }
    const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
    for (let step = 0; step <= steps; step++) {
      const left = x0 + Math.round(((x1 - x0) * step) / steps) - half;
      const top = y0 + Math.round(((y1 - y0) * step) / steps) - half;
      this.rectangle(left, top, left + thickness, top + thickness, ink);
    }
  }

  /** Puts a stamp's pixels at a place, over what was there. */
  stamp({ width, height, pixels }: Stamp, left: number, top: number): void {
    const from = Math.max(0, this.#left - left);
    const to = Math.min(width, this.#right - left);
    if (from >= to) return;
    for (let row = Math.max(0, this.#top - top); row < Math.min(height, this.#bottom - top); row++) {
      this.#pixels.set(pixels.subarray(row * width + from, row * width + to), (top + row) * this.width + left + from);
    }
  }
}
