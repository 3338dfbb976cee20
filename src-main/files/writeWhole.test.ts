import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WholeContent } from './writeWhole.ts';
import { isUnfinishedName, writeAllWhole, writeWhole } from './writeWhole.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'whole-'));
  file = path.join(folder, 'report.txt');
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
const isRoot = process.getuid?.() === 0;

interface Ended { readonly said: string; readonly signal: NodeJS.Signals | null }
/** Lets a program of its own write `file`: one that may be killed, or that the system holds to a limit. `before` are words of a shell. */
function writeApart(content: string, { before = '', user }: { before?: string; user?: number } = {}): Ended {
  const script = `import { writeFileSync } from 'node:fs';
    import { writeWhole } from '#main/files/writeWhole.ts';
    await writeWhole(${JSON.stringify(file)}, ${content}).then(() => console.log('written'), (error) => console.log(error.code + ': ' + error.message));`;
  const { stdout, stderr, signal } = spawnSync('sh', ['-c', `${before} exec "$0" --input-type=module -e "$1"`, process.execPath, script],
    { cwd: path.resolve(import.meta.dirname, '../..'), encoding: 'utf8', ...(user !== undefined && { uid: user, gid: user }) });
  return { said: stdout + stderr, signal };
}

const forms: [string, WholeContent][] = [
  ['text', 'smear ü'], ['bytes', new TextEncoder().encode('smear ü')], ['parts', ['sme', 'ar ü'].map((part) => new TextEncoder().encode(part))],
  ['what a writer writes', (beside) => writeFile(beside, 'smear ü')],
];
it.each(forms)('writes %s, as a new file and over an old one, and leaves nothing else', async (_form, content) => {
  await writeWhole(file, content);
  expect(readFileSync(file, 'utf8')).toBe('smear ü');
  writeFileSync(file, 'a longer text that was there before');
  await writeWhole(file, content);
  expect(readFileSync(file, 'utf8')).toBe('smear ü');
  expect(readdirSync(folder)).toEqual(['report.txt']);
});

it('follows a link to the file that it stands for, which may lie in another folder', async () => {
  const real = path.join(folder, 'real', 'report.txt');
  mkdirSync(path.dirname(real));
  writeFileSync(real, 'old');
  symlinkSync(real, file);
  await writeWhole(file, 'new');
  expect(lstatSync(file).isSymbolicLink()).toBe(true);
  expect(readFileSync(real, 'utf8')).toBe('new');
  expect(readdirSync(path.dirname(real))).toEqual(['report.txt']);
});

it('follows a link to a file that is not there yet, through further links, and stops where their end can\'t be', async () => {
  const inner = path.join(folder, 'inner'), real = path.join(inner, 'report.txt');
  mkdirSync(inner);
  symlinkSync('inner/second', file);
  symlinkSync('report.txt', path.join(inner, 'second'));
  await writeWhole(file, 'new');
  expect(readFileSync(real, 'utf8')).toBe('new');
  expect([lstatSync(file).isSymbolicLink(), readdirSync(inner)]).toEqual([true, ['report.txt', 'second']]);
  const away = path.join(folder, 'away.txt'), round = path.join(folder, 'round.txt');
  symlinkSync('unplugged/away.txt', away);
  await expect(writeWhole(away, 'new')).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining(`the folder ${path.join(folder, 'unplugged')} is not there`) as string });
  symlinkSync('round.txt', round);
  await expect(writeWhole(round, 'new')).rejects.toMatchObject({ code: 'not-permitted' });
  expect([away, round].map((link) => lstatSync(link).isSymbolicLink())).toEqual([true, true]);
});

it('keeps one of those that are written at once, whole', async () => {
  const texts = Array.from({ length: 8 }, (_, number) => String(number).repeat(300_000));
  await Promise.all(texts.map((text) => writeWhole(file, text)));
  expect(texts).toContain(readFileSync(file, 'utf8'));
  expect(readdirSync(folder)).toEqual(['report.txt']);
});

describe('leaves the file that was there as it was', () => {
  beforeEach(() => { writeFileSync(file, 'old'); });

  it.skipIf(process.platform === 'win32')('where the new one is larger than files may be', () => {
    // A limit on the size of files, in blocks of 512 or 1024 bytes, which any user may set for himself.
    for (const content of ["'x'.repeat(100_000)", "(beside) => writeFileSync(beside, 'x'.repeat(100_000))"]) {
      expect(writeApart(content, { before: 'ulimit -f 8;' }).said).toBe(`not-permitted: ${file} can't be written: files so large are not taken there.\n`);
    }
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['report.txt']);
    expect(writeApart("'short'", { before: 'ulimit -f 8;' }).said).toBe('written\n');
  });

  it.skipIf(process.platform === 'win32')('when the program is killed before the new one has its name, and is written over by the next', async () => {
    const { said, signal } = writeApart("(beside) => { writeFileSync(beside, 'new'); process.kill(process.pid, 'SIGKILL'); }");
    expect([said, signal]).toEqual(['', 'SIGKILL']);
    expect(readFileSync(file, 'utf8')).toBe('old');
    const [left] = readdirSync(folder).filter((name) => name !== 'report.txt');
    expect(['report.txt', 'scan.part', left].map(isUnfinishedName)).toEqual([false, false, true]);
    await writeWhole(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
  });

  it.skipIf(process.platform === 'win32')('where the file, or its folder, may not be written to', ({ skip }) => {
    // Root may write everywhere, so somebody else has to try.
    const other = isRoot ? { user: 65534 } : {};
    chmodSync(folder, 0o777);
    chmodSync(file, 0o444);
    const { said } = writeApart("'new'", other);
    if (/EACCES.*open|Cannot find/.test(said)) return skip('the source is not readable for another user');
    expect(said).toMatch(/^not-permitted: /);
    if (!isRoot) chmodSync(file, 0o644);
    else rmSync(file);
    chmodSync(folder, 0o555);
    expect(writeApart("'new'", other).said).toMatch(/^not-permitted: /);
    chmodSync(folder, 0o777);
    expect(readdirSync(folder)).toEqual(isRoot ? [] : ['report.txt']);
    return undefined;
  });

  it('when it is stopped, and when its writer fails, whose error comes as it is', async () => {
    await expect(writeWhole(file, 'new', { signal: { aborted: true } })).rejects.toMatchObject({ code: 'cancelled' });
    const fault = new TypeError('a fault of ours');
    await expect(writeWhole(file, async (beside) => { await writeFile(beside, 'half'); throw fault; })).rejects.toBe(fault);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['report.txt']);
  });
});

it('says in words that a folder is gone, or that one lies under the name, with the remedy that is given', async () => {
  const away = path.join(folder, 'away');
  await expect(writeWhole(path.join(away, 'report.txt'), 'new')).rejects.toMatchObject({ code: 'not-found', message: `${path.join(away, 'report.txt')} can't be written: the folder ${away} is not there.` });
  // A writer is not even begun with.
  await expect(writeWhole(path.join(away, 'report.txt'), () => { throw new Error('was asked to write'); })).rejects.toMatchObject({ code: 'not-found' });
  mkdirSync(file);
  await expect(writeWhole(file, 'new', { remedies: { 'bad-input': 'Give another name.' } })).rejects.toMatchObject({ code: 'bad-input', remedy: 'Give another name.' });
  expect(readdirSync(folder)).toEqual(['report.txt']);
});

describe('what must be new', () => {
  it('is refused before anything is written where there is a file, or a link to none', async () => {
    writeFileSync(file, 'old');
    symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'link'));
    const places = [file, path.join(folder, 'link')];
    for (const place of places) await expect(writeWhole(place, () => { throw new Error('was asked to write'); }, { isNew: true })).rejects.toMatchObject({ code: 'bad-input', message: `${place} is there already, and nothing is written over.` });
    expect(readFileSync(file, 'utf8')).toBe('old');
  });

  it('is kept from the first of those that are written at once, whole', async () => {
    const texts = Array.from({ length: 6 }, (_, number) => String(number).repeat(300_000));
    const outcomes = await Promise.allSettled(texts.map((text) => writeWhole(file, text, { isNew: true })));
    const kept = outcomes.findIndex(({ status }) => status === 'fulfilled');
    expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'written' : (outcome.reason as { code: string }).code)).sort()).toEqual([...Array<string>(5).fill('bad-input'), 'written']);
    expect(readFileSync(file, 'utf8')).toBe(texts[kept]);
    expect(readdirSync(folder)).toEqual(['report.txt']);
  });
});

it('gives none of several files its name before all are whole', async () => {
  const inner = path.join(folder, 'inner');
  mkdirSync(inner);
  const [table, picture] = [path.join(folder, 'cells.csv'), path.join(inner, 'overview.png')];
  const namesSeen: boolean[] = [];
  const together = (end: () => void) => writeAllWhole([{ path: table, content: 'a,b' }, { path: picture, content: async (beside) => { namesSeen.push(existsSync(table)); await writeFile(beside, 'png'); end(); } }]);
  await expect(together(() => { throw Object.assign(new Error('full'), { code: 'ENOSPC' }); })).rejects.toMatchObject({ code: 'disk-full', message: `${picture} can't be written: the disk is full.` });
  expect([readdirSync(folder), readdirSync(inner)]).toEqual([['inner'], []]);
  await together(() => undefined);
  expect([readdirSync(folder), readdirSync(inner)]).toEqual([['cells.csv', 'inner'], ['overview.png']]);
  expect(namesSeen).toEqual([false, false]);
});
