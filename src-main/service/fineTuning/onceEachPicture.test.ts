import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { onceEachPicture } from './onceEachPicture.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'once-'));
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

/** A file of these bytes, and what is known of it. */
function put(file: string, bytes: string, isApart = false): { file: string; truth: 'NGS' | 'LYT'; isApart: boolean } {
  mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
  writeFileSync(path.join(directory, file), bytes);
  return { file, truth: file.startsWith('NGS') ? 'NGS' : 'LYT', isApart };
}

it('takes of copies one on each side, and of a picture in two classes neither', async () => {
  const pictures = [
    put('NGS/learnt.png', 'one'), put('NGS/apart.png', 'one', true), put('NGS/apart-too.png', 'one', true), put('NGS/other.png', 'two'),
    put('LYT/both.png', 'six'), put('NGS/both.png', 'six'), put('LYT/first.png', 'again'), put('LYT/second.png', 'again'),
    put('LYT/empty.png', ''), put('NGS/empty.png', ''),
  ];
  const { pictures: taken, skipped } = await onceEachPicture(directory, pictures, ({ isApart }) => isApart);
  expect(taken.map(({ file }) => file)).toEqual(['NGS/learnt.png', 'NGS/apart.png', 'NGS/other.png', 'LYT/first.png', 'LYT/empty.png', 'NGS/empty.png']);
  expect(skipped).toEqual([
    { file: 'NGS/apart-too.png', reason: 'it is the same picture as NGS/apart.png' },
    { file: 'LYT/both.png', reason: 'the same picture is of another class elsewhere: NGS/both.png' },
    { file: 'NGS/both.png', reason: 'the same picture is of another class elsewhere: LYT/both.png' },
    { file: 'LYT/second.png', reason: 'it is the same picture as LYT/first.png' },
  ]);
});
