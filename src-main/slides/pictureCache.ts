import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/**
 * Decoded pictures, the least recently used thrown out first, bounded in bytes. What is asked for twice at once is decoded once.
 * The pictures are shared: who gets one copies out of it and never writes into it.
 */
export class PictureCache {
  readonly #limitBytes: number;
  readonly #kept = new Map<string, RgbPicture>();
  readonly #underWay = new Map<string, Promise<RgbPicture>>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get bytes(): number { return this.#bytes; }

  /** The picture if it is kept; it counts as used. */
  peek(key: string): RgbPicture | undefined {
    const picture = this.#kept.get(key);
    if (picture) { this.#kept.delete(key); this.#kept.set(key, picture); }
    return picture;
  }

  /** The kept picture, or what `decode` makes, which is then kept. A failure is not kept. */
  async get(key: string, decode: () => Promise<RgbPicture>): Promise<RgbPicture> {
    const kept = this.peek(key) ?? this.#underWay.get(key);
    if (kept) return kept;
    const decoding = decode();
    this.#underWay.set(key, decoding);
    try {
      const picture = await decoding;
      this.#keep(key, picture);
      return picture;
    } finally {
      this.#underWay.delete(key);
    }
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }

  #keep(key: string, picture: RgbPicture): void {
    const { byteLength } = picture.rgb;
    // One larger than everything allowed would only throw the others out.
    if (byteLength > this.#limitBytes) return;
    this.#kept.set(key, picture);
    this.#bytes += byteLength;
    for (const [oldest, { rgb }] of this.#kept) {
      if (this.#bytes <= this.#limitBytes) return;
      this.#kept.delete(oldest);
      this.#bytes -= rgb.byteLength;
    }
  }
}
