import type { ErrorCode } from '#shared/errors/myeloscopeError.ts';

export const exitDone = 0;
export const exitInternal = 1;
export const exitUsage = 2;
export const exitNothingToCount = 4;
export const exitCancelled = 130;

const exitBadFile = 3;
const exitModel = 5;
const exitDisk = 6;

/** What each exit code means, for the help. */
export const exitCodeLines: readonly (readonly [string, string])[] = [
  ['0', 'done'],
  ['1', 'Myeloscope itself failed'],
  ['2', 'the command was not understood'],
  ['3', 'a file given can\'t be read or used, or its scale can\'t be found'],
  ['4', 'no cell to count, none that could be named, or the slide does not look like a smear'],
  ['5', 'a model is missing or not valid, or cannot run on the provider'],
  ['6', 'the disk is full, a place is not permitted, or the library can\'t be used'],
  ['130', 'stopped by Ctrl-C; the same command goes on'],
];

const exitCodes: Readonly<Record<ErrorCode, number>> = {
  'slide-unreadable': exitBadFile, 'slide-unsupported': exitBadFile, 'slide-changed': exitBadFile, 'slide-too-large': exitBadFile,
  'scale-unknown': exitBadFile, 'bad-input': exitBadFile, 'not-found': exitBadFile,
  'slide-not-a-smear': exitNothingToCount, 'no-cells': exitNothingToCount,
  'model-invalid': exitModel, 'model-missing': exitModel, 'provider-unavailable': exitModel,
  'store-newer': exitDisk, 'store-damaged': exitDisk, 'disk-full': exitDisk, 'not-permitted': exitDisk,
  cancelled: exitCancelled, 'service-down': exitInternal, internal: exitInternal,
};

export function exitCodeOf(code: ErrorCode): number {
  return exitCodes[code];
}
