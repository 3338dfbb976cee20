import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openLibrary } from '#main/store/library.ts';
import { librarySecret } from './librarySecret.ts';

it('is made once for each library, and stays', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'secret-'));
  const secretOf = (name: string): string => {
    const library = openLibrary(path.join(directory, name));
    try {
      return librarySecret(library);
    } finally {
      library.close();
    }
  };
  const first = secretOf('one');
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(secretOf('one')).toBe(first);
  expect(secretOf('other')).not.toBe(first);
  rmSync(directory, { recursive: true, force: true });
});
