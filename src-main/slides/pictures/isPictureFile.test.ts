import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { isPictureFile } from './isPictureFile.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'picture-files-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

it('tells a picture by its name or, where that promises none, by its bytes, also one of a kind that is not read', async () => {
  const at = (name: string) => path.join(folder, name), picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } });
  await picture.clone().jpeg().toFile(at('photo.jfif'));
  await picture.clone().webp().toFile(at('photo'));
  await picture.clone().avif().toFile(at('photo.avif'));
  writeFileSync(at('broken.PNG'), '');
  writeFileSync(at('paper.pdf'), '%PDF-1.7');
  writeFileSync(at('notes.txt'), 'BM is how a bitmap begins');
  writeFileSync(at('empty'), '');
  const areOnes = await Promise.all(['photo.jfif', 'photo', 'photo.avif', 'broken.PNG', 'paper.pdf', 'notes.txt', 'empty', 'absent'].map((name) => isPictureFile(at(name))));
  expect(areOnes).toEqual([true, true, true, true, false, false, false, false]);
});
