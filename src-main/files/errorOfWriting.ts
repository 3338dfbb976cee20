import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ErrorCode } from '#shared/errors/myeloscopeError.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

/** What to do about a failure, by its code, where a piece of work knows better than the general advice. */
export type WritingRemedies = Readonly<Partial<Record<ErrorCode, string>>>;

/**
 * What the operating system said when `place`, a file or folder, was to be written or made, as an error for people: `disk-full`,
 * `not-permitted`, `not-found` (its folder) or `bad-input` (its name). A `MyeloscopeError` passes as it is, and so does what says nothing
 * about a place on a disk: a fault of our own must not be dressed up as one.
 */
export function errorOfWriting(cause: unknown, place: string, remedies: WritingRemedies = {}): unknown {
  if (cause instanceof MyeloscopeError || !(cause instanceof Error)) return cause;
  const error = (code: ErrorCode, why: string, remedy: string) => new MyeloscopeError(code, `${place} can't be written: ${why}.`, remedies[code] ?? remedy, { cause });
  const { code } = cause as NodeJS.ErrnoException;
  const notTaken = () => error('not-permitted', `the disk does not take it (${String(code)})`, 'Check the drive, or choose another folder.');
  switch (code) {
    // Of the disk (FAT holds no file of 4 GiB), or of the account (`ulimit -f`). Room is of no use here, nor is advice that is about room or rights.
    case 'EFBIG':
      return new MyeloscopeError('not-permitted', `${place} can't be written: files so large are not taken there.`, 'Choose a disk that takes larger files, or have the limit raised that is set for the size of your files.', { cause });
    case 'ENOSPC': case 'EDQUOT':
      return error('disk-full', 'the disk is full', 'Make room there, or choose another disk.');
    case 'EROFS':
      return error('not-permitted', 'the disk is read-only', 'Choose another disk, or have this one made writable.');
    case 'EACCES': case 'EPERM': case 'EBUSY': case 'ETXTBSY':
      return error('not-permitted', 'that is not permitted, or another program has it open', 'Close it there, ask for the right to write there, or choose another name or folder.');
    case 'ENOENT':
      // Some places of the system answer so where nothing can be made in them.
      return existsSync(path.dirname(place)) ? notTaken() : error('not-found', `the folder ${path.dirname(place)} is not there`, 'Check its name, and whether its drive is connected.');
    case 'EISDIR': case 'EEXIST': case 'ENOTEMPTY': case 'ENOTDIR':
      return error('bad-input', 'something else lies there', 'Choose another name or folder.');
    case 'ENAMETOOLONG':
      return error('bad-input', 'its name is too long', 'Choose a shorter one.');
    case 'EIO': case 'ESTALE': case 'ENXIO': case 'ENODEV': case 'ELOOP': case 'EMFILE': case 'ENFILE': case 'EINVAL':
      return notTaken();
    default: return cause;
  }
}

/** Of a file that must be a new one. */
export const alreadyThere = (file: string, cause?: unknown): MyeloscopeError =>
  new MyeloscopeError('bad-input', `${file} is there already, and nothing is written over.`, 'Choose another name.', { cause });
