import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

/**
 * What the operating system said about a file that was to be read, as an error for people (of writing: `files/errorOfWriting`). A
 * `MyeloscopeError` passes as it is, and so does what is no error of the operating system (a fault of our own must not be dressed up as a
 * bad file).
 */
export function errorOfFile(error: unknown, path: string): unknown {
  if (error instanceof MyeloscopeError || !(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  const because = (reason: string) => ({ cause: error, reason });
  switch (code) {
    case 'ENOENT': case 'ENOTDIR':
      return new MyeloscopeError('not-found', `${path} is not there.`, 'Check the name, and whether the drive is connected.', because('it is not there'));
    case 'EACCES': case 'EPERM': case 'EROFS':
      return new MyeloscopeError('not-permitted', `${path} can't be read: permission was refused.`, 'Ask whoever looks after this computer for the right to the file or folder.', because('permission was refused'));
    case 'ESTALE': case 'ENXIO': case 'ENODEV': case 'EIO': case 'EBUSY': case 'EMFILE': case 'ENFILE': case 'EISDIR': case 'ELOOP': case 'ENAMETOOLONG':
      return new MyeloscopeError('slide-unreadable', `${path} can't be read: ${error.message}.`, 'Check the drive, and try again.', because(`the drive does not give it (${code})`));
    default: return error;
  }
}
