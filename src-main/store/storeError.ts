import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : '');

/**
 * What SQLite or the file system says, as an error a person can act on. `path` is the library's file.
 * Errors that are already ours come back as they are; what is not recognised becomes `internal`.
 * Codes: https://www.sqlite.org/rescode.html
 */
export function storeError(path: string, cause: unknown): MyeloscopeError {
  if (cause instanceof MyeloscopeError) return cause;
  const code = codeOf(cause);
  const options = { cause };
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new MyeloscopeError('disk-full', `The disk that holds the library ${path} is full.`, 'Make room, or choose another place with --library; then give the same command again to go on.', options);
  }
  if (/^SQLITE_(READONLY|PERM|AUTH|CANTOPEN)/.test(code) || code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new MyeloscopeError('not-permitted', `The library ${path} can't be opened for writing.`, 'Ask for the right to write there, or choose another place with --library.', options);
  }
  if (/^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(code)) return damagedStore(path, cause);
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new MyeloscopeError('bad-input', `The library can't lie at ${path}: a part of that path is a file.`, 'Choose a folder with --library.', options);
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new MyeloscopeError('not-permitted', `Another program has held the library ${path} for too long.`, 'Close the other program, then give the same command again.', options);
  }
  if (/^SQLITE_IOERR/.test(code)) {
    return new MyeloscopeError('internal', `The disk failed while the library ${path} was read or written (${code}).`, 'Check the disk and its free room; a library on a network drive must be moved to a local one.', options);
  }
  return new MyeloscopeError('internal', `The library ${path} failed: ${cause instanceof Error ? cause.message : String(cause)}`, '', options);
}

/** The error for a library whose pages are not whole. */
export function damagedStore(path: string, cause?: unknown): MyeloscopeError {
  return new MyeloscopeError('store-damaged', `The library ${path} is damaged, or is no Myeloscope library.`, 'Put back a copy from before, or choose another place with --library.', { cause });
}
