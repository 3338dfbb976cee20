import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLibrary } from '#main/store/library.ts';
import { recordModelIn } from './recordModel.ts';

const model = { name: 'ours', version: '1', sha256: '0'.repeat(64) };
let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'records-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });

function recorded(): string[] {
  const library = openLibrary(directory);
  try {
    return library.modelRecords.all().map(({ by }) => by).sort();
  } finally {
    library.close();
  }
}

it('keeps the person, or the account where none is named', () => {
  recordModelIn(directory, 'built', model, ' Dr A ');
  recordModelIn(directory, 'trained', model, ' ');
  expect(recorded()).toEqual(['Dr A', `the account ${userInfo().username}`]);
});

// Only root may become somebody else.
it.skipIf(process.getuid?.() !== 0)('keeps what was done under a number without an account, too', ({ skip }) => {
  chmodSync(directory, 0o777);
  const script = `import { recordModelIn } from '#main/service/registry/recordModel.ts'; recordModelIn(${JSON.stringify(directory)}, 'trained', ${JSON.stringify(model)}, undefined);`;
  for (const environment of [{}, { USER: '', LOGNAME: 'lab' }]) {
    const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: path.resolve(import.meta.dirname, '../../..'), encoding: 'utf8', uid: 54_321, gid: 54_321, env: environment });
    if (/EACCES.*open|Cannot find/.test(stderr)) return skip('the source is not readable for another user');
    expect([stderr, status]).toEqual(['', 0]);
  }
  expect(recorded()).toEqual(['an account without a name', 'the account lab']);
  return undefined;
});
