import { expect, it } from 'vitest';
import { defaultLibraryDirectory } from './libraryPlace.ts';

it('is where each system keeps a user\'s own files', () => {
  expect(defaultLibraryDirectory({ platform: 'linux', environment: {}, home: '/home/a' })).toBe('/home/a/.local/share/myeloscope');
  expect(defaultLibraryDirectory({ platform: 'linux', environment: { XDG_DATA_HOME: '/d' }, home: '/home/a' })).toBe('/d/myeloscope');
  expect(defaultLibraryDirectory({ platform: 'linux', environment: { XDG_DATA_HOME: 'relative' }, home: '/home/a' })).toBe('/home/a/.local/share/myeloscope');
  expect(defaultLibraryDirectory({ platform: 'darwin', environment: {}, home: '/Users/a' })).toBe('/Users/a/Library/Application Support/Myeloscope');
  expect(defaultLibraryDirectory({ platform: 'win32', environment: { LOCALAPPDATA: 'C:\\L' }, home: 'C:\\Users\\a' })).toBe('C:\\L\\Myeloscope');
  expect(defaultLibraryDirectory({ platform: 'win32', environment: {}, home: 'C:\\Users\\a' })).toBe('C:\\Users\\a\\AppData\\Local\\Myeloscope');
});
