import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { errorOfWriting } from './errorOfWriting.ts';

const place = '/a/report.pdf';
const said = (code: string): Error => Object.assign(new Error(`${code}: failed, open`), { code });

it.each([
  ['ENOSPC', 'disk-full'], ['EDQUOT', 'disk-full'], ['EFBIG', 'not-permitted'], ['EACCES', 'not-permitted'], ['EPERM', 'not-permitted'], ['EROFS', 'not-permitted'], ['EBUSY', 'not-permitted'],
  ['EIO', 'not-permitted'], ['ENOENT', 'not-found'], ['ENOTDIR', 'bad-input'], ['EISDIR', 'bad-input'], ['EEXIST', 'bad-input'], ['ENOTEMPTY', 'bad-input'], ['ENAMETOOLONG', 'bad-input'],
])('has a sentence and a way on for %s', (code, ours) => {
  const cause = said(code), error = errorOfWriting(cause, place) as MyeloscopeError;
  expect(error).toMatchObject({ code: ours, cause });
  expect(error.message).toMatch(/^\/a\/report\.pdf can't be written: .*[^.]\.$/);
  expect(error.remedy).toMatch(/\.$/);
});

it('takes the remedy of who knows better, for its code alone', () => {
  const remedies = { 'disk-full': 'Make room and give the same command again.' } as const;
  expect(errorOfWriting(said('ENOSPC'), place, remedies)).toMatchObject({ remedy: remedies['disk-full'] });
  expect(errorOfWriting(said('EACCES'), place, remedies)).toMatchObject({ remedy: expect.stringContaining('another name') as string });
});

it('does not say of a file that is too large that the disk is full, and gives no advice that is about room or rights', () => {
  const error = errorOfWriting(said('EFBIG'), place, { 'disk-full': 'Make room there.', 'not-permitted': 'Check that you may write there.' }) as MyeloscopeError;
  expect(error).toMatchObject({ message: '/a/report.pdf can\'t be written: files so large are not taken there.', remedy: expect.stringContaining('limit') as string });
});

it('says of a read-only disk that it is read-only', () => {
  expect(errorOfWriting(said('EROFS'), place)).toMatchObject({ message: '/a/report.pdf can\'t be written: the disk is read-only.' });
});

it('does not say of a folder that is there that it is not', () => {
  expect(errorOfWriting(said('ENOENT'), path.join(tmpdir(), 'report.pdf'))).toMatchObject({ code: 'not-permitted', message: expect.stringContaining('does not take it') as string });
});

it('lets our own errors, and faults that are none of a disk, through as they are', () => {
  for (const cause of [new MyeloscopeError('cancelled', 'Stopped.'), new TypeError('fault'), said('ECONNRESET'), 'thrown']) expect(errorOfWriting(cause, place)).toBe(cause);
});
