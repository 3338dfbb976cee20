import path from 'node:path';
import type { FieldProblem } from '#shared/cases/fieldProblem.ts';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { TellBytesRead } from '#main/slides/bytesRead.ts';
import { hashPixels } from '#main/slides/hashPixels.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import { largestPicturePx } from '#main/slides/pictures/fieldPicture.ts';
import type { SlideField, SlideSource } from '#main/slides/slideSource.ts';
import { SlideFingerprint } from './fileFingerprint.ts';
import { repeatedFields } from './repeatedFields.ts';

/** A slide of a case, open. */
export class OpenSmear {
  /** Absolute. */
  readonly path: string;
  readonly source: SlideSource;
  /** SHA-256 of its content. */
  readonly hash: string;
  /** SHA-256 of each field picture, by name; of a scan that of the slide. */
  readonly fieldHashes: ReadonlyMap<string, string>;
  /** Fields whose picture the case has already, in this smear or in one before it: each picture is counted once. */
  readonly repeated: readonly FieldProblem[];
  /** Fields in which nothing is counted, as far as that is known: no copy of them is set aside for them. */
  setAside: ReadonlySet<string> = new Set();
  readonly #before: readonly OpenSmear[];
  #fingerprint: SlideFingerprint;
  readonly #pixelHashes = new Map<string, string | undefined>();

  private constructor(source: SlideSource, about: Pick<OpenSmear, 'path' | 'hash' | 'fieldHashes' | 'repeated'>, fingerprint: SlideFingerprint, before: readonly OpenSmear[]) {
    this.path = about.path;
    this.source = source;
    this.hash = about.hash;
    this.fieldHashes = about.fieldHashes;
    this.repeated = about.repeated;
    this.#fingerprint = fingerprint;
    this.#before = [...before];
  }

  /** `tell` hears how far its content is read; `before` are the smears that stand before it in its case. */
  static async open(slide: string, { signal }: WorkContext, tell?: TellBytesRead, before: readonly OpenSmear[] = []): Promise<OpenSmear> {
    const source = await openSlide(slide);
    try {
      // Looked at before it is read: what is written while it is being read shows as a change.
      const fingerprint = await SlideFingerprint.of(source);
      const ofPictures = new Map<string, string>();
      const hash = await source.hash(signal, tell, (field, sha256) => ofPictures.set(field, sha256));
      const fieldHashes = ofPictures.size > 0 ? ofPictures : new Map([[source.fields[0].name, hash]]);
      return new OpenSmear(source, { path: slide, hash, fieldHashes, repeated: repeatedFields({ source, fieldHashes }, before) }, fingerprint, before);
    } catch (cause) {
      await source.close();
      throw cause;
    }
  }

  get name(): string {
    return path.basename(this.path);
  }

  /**
   * The fields whose picture the case has already in another packing (a PNG beside its TIFF), told by their pixels: each with the reason. Only
   * pictures of one size that lie in several formats are decoded for it. Throws `bad-input` where all of them are, and `cancelled`.
   */
  async packedAgain({ signal, report }: WorkContext): Promise<FieldProblem[]> {
    const first = new Map<string, string>(), again: FieldProblem[] = [];
    const pictures = [...this.#before, this].flatMap((smear) => smear.#pictures().map((field) => ({ smear, field })));
    const ofSize = Map.groupBy(pictures, ({ field: { box } }) => `${String(box.widthPx)} ${String(box.heightPx)}`);
    const inFormats = [...ofSize.values()].filter((alike) => alike.some(({ smear }) => smear === this) && new Set(alike.map(({ field }) => path.extname(field.name).toLowerCase())).size > 1).flat();
    for (const [done, { smear, field }] of inFormats.entries()) {
      report?.({ stage: 'Looking for pictures saved twice', done, total: inFormats.length });
      const hash = await smear.#pixelHash(field, signal);
      if (hash === undefined) continue;
      const picture = `${String(field.box.widthPx)} ${hash}`, known = first.get(picture);
      if (known === undefined) first.set(picture, smear === this ? field.name : `${field.name} of ${smear.name}`);
      else if (smear === this) again.push({ field: field.name, problem: `the same picture, pixel for pixel, as ${known}, and so counted once`, kind: 'notCounted' });
    }
    if (again.length > 0 && again.length === this.#pictures().length) throw holdsNothingNew(this, again[0]);
    return again;
  }

  async #pixelHash({ name, box }: SlideField, signal: WorkContext['signal']): Promise<string | undefined> {
    if (!this.#pixelHashes.has(name)) this.#pixelHashes.set(name, await hashPixels(this.source, box, signal));
    return this.#pixelHashes.get(name);
  }

  /** The fields that may be of one picture with others, but for copies of a file: a scan is too large for one. */
  #pictures(): SlideField[] {
    const isRepeated = new Set(this.repeated.map(({ field }) => field));
    return this.source.fields.filter(({ name, problem, box }) => problem === undefined && !isRepeated.has(name) && !this.setAside.has(name) && box.widthPx * box.heightPx <= largestPicturePx);
  }

  /** Throws `slide-changed` where the slide or that field of it was written to since it was opened. */
  async mustBeUnchanged(field: string): Promise<void> {
    if (await this.#fingerprint.unchanged(field)) return;
    // A file that was only touched, or copied back, is the same slide.
    const again = await openSlide(this.path).catch((cause: unknown) => {
      // Gone, or a drive pulled out: nothing is known to have changed, and it may come back.
      if (cause instanceof MyeloscopeError && (cause.code === 'not-found' || cause.code === 'not-permitted')) throw cause;
      return undefined;
    });
    try {
      if (!again || (await again.hash()) !== this.hash) throw slideChanged(this.path);
      this.#fingerprint = await SlideFingerprint.of(again);
    } finally {
      await again?.close();
    }
  }
}

/** The error for a slide whose content is not what the count was begun with. */
export function slideChanged(slide: string): MyeloscopeError {
  return new MyeloscopeError('slide-changed', `The slide ${slide} has changed since its count was begun.`, 'Put the slide back as it was to go on, or give the command with --restart to count it as a new slide.');
}

/**
 * Opens the slides of a case and reads their hashes. Throws what the slide's reader throws, and `bad-input` where one slide
 * is given twice, or all of its pictures lie in others; none is left open then.
 */
export async function openSmears(paths: readonly string[], context: WorkContext): Promise<OpenSmear[]> {
  if (paths.length === 0) throw new MyeloscopeError('bad-input', 'No slide was named.', 'Name a slide file or a folder of field pictures.');
  const smears: OpenSmear[] = [];
  try {
    for (const [index, given] of paths.entries()) {
      throwIfCancelled(context.signal);
      const stage = `Reading ${path.basename(given)}`;
      context.report?.({ stage, done: index, total: paths.length });
      const smear = await OpenSmear.open(path.resolve(given), context, (done, total) => context.report?.({ stage, done: index + done / Math.max(1, total), total: paths.length }), smears);
      const same = smears.find(({ hash }) => hash === smear.hash);
      smears.push(smear);
      if (same) throw givenTwice(`${smear.path} is the same slide as ${same.path}.`);
      const [first] = smear.repeated;
      if (first && smear.repeated.length === smear.source.fields.filter(({ problem }) => problem === undefined).length) throw holdsNothingNew(smear, first);
    }
    return smears;
  } catch (cause) {
    await closeSmears(smears);
    throw cause;
  }
}

const holdsNothingNew = (smear: OpenSmear, { field, problem }: FieldProblem): MyeloscopeError => givenTwice(`${smear.path} holds no picture that the other slides do not hold: ${field} is ${problem}.`);
const givenTwice = (message: string): MyeloscopeError => new MyeloscopeError('bad-input', message, 'Name each slide of the case once: its cells would be counted twice.');

export async function closeSmears(smears: readonly OpenSmear[]): Promise<void> {
  for (const { source } of smears) await source.close();
}
