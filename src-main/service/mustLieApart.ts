import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { innerFolder } from '#main/slides/pictures/openPictureFolder.ts';

/** Where a path leads, whatever links are on the way; undefined where nothing is there. */
const placeOf = (given: string): Promise<string | undefined> => realpath(given).catch(() => undefined);

/**
 * Refuses a folder for results that is one of the slides, a folder of fields, or the inner folder where its pictures may lie: the overview would
 * be one picture more among them.
 *
 * @throws MyeloscopeError `bad-input`
 */
export async function mustLieApart(outDirectory: string, slides: readonly string[]): Promise<void> {
  const out = await placeOf(outDirectory);
  // Fields lie in no folder that is still to be made.
  if (out === undefined) return;
  for (const slide of slides) {
    for (const folder of [slide, path.join(slide, innerFolder)]) {
      if ((await placeOf(folder)) !== out) continue;
      throw new MyeloscopeError('bad-input', `${outDirectory} is a folder of fields that are to be counted, and results would lie among them.`, 'Choose another folder with --out; one that is still to be made may lie in it.');
    }
  }
}
