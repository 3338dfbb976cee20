import { statfsSync } from 'node:fs';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : '');

/** Less than this and SQLite can't grow its files: it needs a few pages for each. */
const leastFreeBytes = 256 * 1024;

/** SQLite does not always say why it could not write; the disk can be asked. */
function diskLooksFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path.dirname(file));
    return bavail * bsize < leastFreeBytes;
  } catch {
    return false;
  }
}

/**
 * What SQLite or the file system says, as an error a person can act on. `file` is the library's.
 * Errors that are already ours come back as they are; what is not recognised becomes `internal`.
 * Codes: https://www.sqlite.org/rescode.html
 */
export function storeError(file: string, cause: unknown): MyeloscopeError {
  if (cause instanceof MyeloscopeError) return cause;
  const code = codeOf(cause);
  const options = { cause };
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || (code.startsWith('SQLITE_IOERR') && diskLooksFull(file))) {
    return new MyeloscopeError('disk-full', `The disk that holds the library ${file} is full.`, 'Make room, or choose another place with --library; then give the same command again to go on.', options);
  }
  if (/^SQLITE_(READONLY|PERM|AUTH|CANTOPEN)/.test(code) || code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new MyeloscopeError('not-permitted', `The library ${file} can't be opened for writing.`, 'Ask for the right to write there, or choose another place with --library.', options);
  }
  if (/^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(code)) return damagedStore(file, cause);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new MyeloscopeError('not-permitted', `Another program has held the library ${file} for too long.`, 'Close the other program, then give the same command again.', options);
  }
  if (/^SQLITE_IOERR/.test(code)) {
    return new MyeloscopeError('internal', `The disk failed while the library ${file} was read or written (${code}).`, 'Check the disk and its free room; a library on a network drive must be moved to a local one.', options);
  }
  return new MyeloscopeError('internal', `The library ${file} failed: ${cause instanceof Error ? cause.message : String(cause)}`, '', options);
}

/** The error for a library whose pages are not whole. */
export function damagedStore(file: string, cause?: unknown): MyeloscopeError {
  return new MyeloscopeError('store-damaged', `The library ${file} is damaged, or is no Myeloscope library.`, 'Put back a copy from before, or choose another place with --library.', { cause });
}
