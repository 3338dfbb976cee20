import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import type { WritingRules } from '#main/files/writeWhole.ts';
import { writeWhole } from '#main/files/writeWhole.ts';

/** What an experiment has worked out so far, one file a piece of work, each there whole or not at all. */
export interface StateFolder {
  /**
   * What was put under a key, or undefined where nothing was.
   *
   * @throws MyeloscopeError `bad-input` naming the file, where it is damaged or may not be read: nobody's hours are thrown away unasked
   */
  get(key: string): unknown;
  put(key: string, value: unknown): Promise<void>;
  remove(key: string): void;
  /** Where a file of another kind is kept beside. */
  pathOf(name: string): string;
}

const elsewhere = 'Choose another folder with --out.';
/** How the files of an experiment are written: whole, and with what to do where one can't be. */
export const experimentWriting: WritingRules = { remedies: { 'disk-full': 'Make room and give the same command again: it goes on.', 'not-permitted': elsewhere, 'bad-input': elsewhere } };

/**
 * Opens the folder of an experiment's state, or makes it.
 *
 * @param recipe all that the results depend on; a folder in which something was worked out with another is refused
 * @throws MyeloscopeError `bad-input`, `disk-full`, `not-permitted`
 */
export async function openStateFolder(directory: string, recipe: unknown): Promise<StateFolder> {
  makeFolders(directory, experimentWriting.remedies);
  const pathOf = (name: string) => path.join(directory, name);
  const fileOf = (key: string) => pathOf(`${key.replace(/[^\w.-]+/gu, '_')}.json`);
  const stateFolder: StateFolder = {
    get: (key) => readState(fileOf(key), 'Delete it to work out this part again.'),
    put: (key, value) => writeWhole(fileOf(key), JSON.stringify(value), experimentWriting),
    remove: (key) => { rmSync(fileOf(key), { force: true }); },
    pathOf,
  };
  // Deleted alone, the recipe would let results of other settings pass for those of these.
  const begun = readState(fileOf('recipe'), `Delete the whole folder ${directory} to begin again.`);
  if (JSON.stringify(begun) === JSON.stringify(JSON.parse(JSON.stringify(recipe)))) return stateFolder;
  // Where nothing is worked out yet, whoever was told of a damaged picture may take it away and go on.
  if (readdirSync(directory).some((name) => name !== path.basename(fileOf('recipe')) && !name.startsWith('.'))) {
    throw new MyeloscopeError('bad-input', `The folder ${directory} holds a run with other pictures or settings.`, 'Give the same options to go on with it, or another folder with --out.');
  }
  await stateFolder.put('recipe', recipe);
  return stateFolder;
}

function readState(file: string, remedy: string): unknown {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new MyeloscopeError('bad-input', `${file}, kept by an earlier run, ${code === undefined ? 'is damaged' : `can't be read (${code})`}.`, remedy, { cause });
  }
}
