import { stat } from 'node:fs/promises';
import path from 'node:path';

/** Tells cheaply whether a file may have been written to: its size, time of change and number. */
async function look(file: string): Promise<string> {
  try {
    const { size, mtimeMs, ino } = await stat(file);
    return [size, mtimeMs, ino].join(':');
  } catch {
    return 'gone';
  }
}

/** What a slide's files looked like when it was opened, so that writing to them during a count is noticed. */
export class SlideFingerprint {
  readonly #slide: string;
  readonly #seen: Map<string, string>;

  private constructor(slide: string, seen: Map<string, string>) {
    this.#slide = slide;
    this.#seen = seen;
  }

  /** Looks at a slide file, or a folder and its field pictures, now. */
  static async of(slide: string, fields: readonly string[]): Promise<SlideFingerprint> {
    const seen = new Map<string, string>([['', await look(slide)]]);
    for (const field of fields) seen.set(field, await look(path.join(slide, field)));
    return new SlideFingerprint(slide, seen);
  }

  /** Whether the slide, and the field picture named, look as they did. */
  async unchanged(field: string): Promise<boolean> {
    return this.#seen.get('') === (await look(this.#slide)) && this.#seen.get(field) === (await look(path.join(this.#slide, field)));
  }
}
