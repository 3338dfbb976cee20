import { stat } from 'node:fs/promises';
import type { SlideSource } from '#main/slides/slideSource.ts';

/** Tells cheaply whether a file may have been written to: its size, time of change and number. */
async function look(file: string): Promise<string> {
  try {
    const { size, mtimeMs, ino } = await stat(file);
    return [size, mtimeMs, ino].join(':');
  } catch {
    return 'gone';
  }
}

/** Tells it of the slide itself, a file or a folder, and of the files in which the pixels of a field lie. */
async function lookAt(source: SlideSource, field: string): Promise<string> {
  const files = [source.path, ...(await source.filesOf(field))];
  return (await Promise.all(files.map(async (file) => `${file} ${await look(file)}`))).join('\n');
}

/** What a slide's files looked like when it was opened, so that writing to them during a count is noticed. */
export class SlideFingerprint {
  readonly #source: SlideSource;
  readonly #seen: ReadonlyMap<string, string>;

  private constructor(source: SlideSource, seen: ReadonlyMap<string, string>) {
    this.#source = source;
    this.#seen = seen;
  }

  /** Looks at a slide and the files of all its fields now. */
  static async of(source: SlideSource): Promise<SlideFingerprint> {
    const seen = new Map<string, string>();
    for (const { name } of source.fields) seen.set(name, await lookAt(source, name));
    return new SlideFingerprint(source, seen);
  }

  /** Whether the slide, and the files of the field named, look as they did. */
  async unchanged(field: string): Promise<boolean> {
    return this.#seen.get(field) === (await lookAt(this.#source, field));
  }
}
