import { randomBytes } from 'node:crypto';
import { access, constants, lstat, open, readlink, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WritingRemedies } from './errorOfWriting.ts';
import { alreadyThere, errorOfWriting } from './errorOfWriting.ts';
import { flushFolder, giveFreeName, giveName } from './giveName.ts';
import type { Replaced } from './keepAside.ts';
import { keepAside, putBack } from './keepAside.ts';

/** What a file is to hold: text, bytes, bytes in parts, or what writes them to the path that it is given, an empty file. */
export type WholeContent = string | Uint8Array | Iterable<Uint8Array> | ((beside: string) => Promise<void>);
export interface WholeFile { readonly path: string; readonly content: WholeContent }

export interface WritingRules {
  /** Where a file is there already, it stays, and the new one is refused. */
  readonly isNew?: boolean;
  /** Looked at once more when all is written, before a name is given. */
  readonly signal?: { readonly aborted: boolean } | undefined;
  readonly remedies?: WritingRemedies;
}

/**
 * Writes a file so that its path holds the old one or the new one whole, whatever happens meanwhile, a power cut too: written under a name
 * of its own beside it (in the same folder, because names can't be given across drives), flushed to the disk, then renamed. Two that write
 * the same file at once do not meet: the later whole one stays. A link stays one, and what it stands for is written. What fails or is
 * stopped leaves nothing behind; only a program that is killed leaves its unfinished file.
 *
 * @throws MyeloscopeError `disk-full`, `not-permitted`, `not-found`, `bad-input`, naming the file; `cancelled`; and what `content` throws
 */
export async function writeWhole(file: string, content: WholeContent, rules: WritingRules = {}): Promise<void> {
  await writeAllWhole([{ path: file, content }], rules);
}

/**
 * Writes files as `writeWhole` does, and gives them their names, in this order, only when all of them are whole and on the disk. Where one
 * can't be given, those before it are taken back, and what they had replaced lies there again. A power cut just between two names is not
 * covered: the first file is then the new one, whole, and the second the old one.
 */
export async function writeAllWhole(files: readonly WholeFile[], { isNew = false, signal, remedies }: WritingRules = {}): Promise<void> {
  const written: { readonly path: string; readonly place: string; readonly beside: string }[] = [], given: Replaced[] = [];
  let inHand = '';
  try {
    for (const { path: file, content } of files) {
      inHand = file;
      const place = await (isNew ? freePlace(file) : placeToWrite(file));
      const beside = besideOf(place);
      written.push({ path: file, place, beside });
      await writeBeside(beside, content);
    }
    throwIfCancelled(signal);
    for (const [number, { path: file, place, beside }] of written.entries()) {
      inHand = file;
      // When the last has its name, nothing is taken back any more.
      const aside = isNew || number === written.length - 1 ? undefined : await keepAside(place, besideOf(place));
      const replaced: Replaced = { place, aside, isGiven: false };
      given.push(replaced);
      await (isNew ? giveFreeName(beside, place) : giveName(beside, place));
      replaced.isGiven = true;
    }
  } catch (cause) {
    for (const replaced of given.reverse()) await putBack(replaced);
    for (const { beside } of written) await rm(beside, { force: true }).catch(() => undefined);
    throw errorOfWriting(cause, inHand, remedies);
  }
  for (const { aside } of given) if (aside !== undefined) await rm(aside, { force: true }).catch(() => undefined);
  for (const folder of new Set(written.map(({ place }) => path.dirname(place)))) await flushFolder(folder);
}

/** A name of its own in the same folder. */
const besideOf = (place: string): string => path.join(path.dirname(place), `.${randomBytes(6).toString('hex')}.part`);

/** Whether a file with this name is one of those: not whole yet, or left by a program that was killed. A person's own may end like it. */
export const isUnfinishedName = (name: string): boolean => /^\.[0-9a-f]{12}\.part$/.test(name);

/** The file is made first: a folder that is not there, or closed, is told of before a writer begins with hours of work. */
async function writeBeside(beside: string, content: WholeContent): Promise<void> {
  const handle = await open(beside, 'wx');
  try {
    if (typeof content === 'function') await content(beside);
    else await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What a path stands for. A file that nobody may write to is refused here: giving its name to another would take it away. */
async function placeToWrite(file: string): Promise<string> {
  const place = await standsFor(file);
  await access(place, constants.W_OK).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
  });
  return place;
}

/** Links are followed to their end, also where there is no file yet. */
async function standsFor(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    const target = await readlink(file).catch(() => undefined);
    if (target === undefined) return file;
    const place = path.resolve(await realpath(path.dirname(file)), target);
    // Else it would be said of the link's own folder that it is not there.
    await access(path.dirname(place)).catch((missing: unknown) => { throw errorOfWriting(missing, place); });
    return standsFor(place);
  }
}

/** Refuses at once what `giveFreeName` would refuse when all is written. */
async function freePlace(file: string): Promise<string> {
  if (await lstat(file).then(() => true, () => false)) throw alreadyThere(file);
  return file;
}
