import { randomBytes } from 'node:crypto';
import { access, constants, open, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { failureOf } from '#shared/contract/failureOf.ts';
import type { SaveOutcome } from '#shared/contract/saveOutcome.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

/**
 * Writes a file that a person has named: first whole under another name beside it and flushed to the disk, then given its name.
 * Whatever goes wrong, a file that had that name before is as it was, and the outcome says it in words.
 */
export async function saveFile(file: string, bytes: Uint8Array): Promise<SaveOutcome> {
  // A link stays one: what it points to is written.
  const place = await realpath(file).catch(() => file);
  const part = path.join(path.dirname(place), `.${randomBytes(6).toString('hex')}.part`);
  try {
    await refuseReadOnly(place);
    const handle = await open(part, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, place);
    return { kind: 'saved', place: file };
  } catch (cause) {
    await rm(part, { force: true }).catch(() => undefined);
    return { kind: 'failed', failure: failureOf(saveError(file, cause)) };
  }
}

/** Giving a name to another file would take away one that nobody may write to. */
async function refuseReadOnly(place: string): Promise<void> {
  await access(place, constants.W_OK).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
  });
}

/** What a failure to write a file is called, in words; anything that is none of the operating system's as it came. */
export function saveError(file: string, cause: unknown): unknown {
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
  const [name, folder] = [path.basename(file), path.dirname(file)];
  switch (code) {
    case undefined: return cause;
    case 'ENOSPC': case 'EDQUOT': case 'EFBIG':
      return new MyeloscopeError('disk-full', `${name} was not saved: the disk of ${folder} is full.`, 'Free some space there, or save it on another disk.', { cause });
    case 'EACCES': case 'EPERM': case 'EROFS': case 'EBUSY':
      return new MyeloscopeError('not-permitted', `${name} was not saved: writing to it in ${folder} is not permitted, or another program has it open.`, 'Close it there, or save it under another name or in another folder.', { cause });
    case 'ENOENT': case 'ENOTDIR':
      return new MyeloscopeError('not-found', `${name} was not saved: the folder ${folder} is not there.`, 'Check whether its drive is connected, or save it in another folder.', { cause });
    case 'EISDIR': case 'EEXIST': case 'ENOTEMPTY':
      return new MyeloscopeError('bad-input', `${name} was not saved: a folder of that name lies in ${folder}.`, 'Save it under another name.', { cause });
    default:
      return new MyeloscopeError('not-permitted', `${name} was not saved: ${folder} could not be written to (${code}).`, 'Check the drive, or save it in another folder.', { cause });
  }
}
