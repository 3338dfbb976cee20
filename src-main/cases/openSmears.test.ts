import { copyFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeSmears, openSmears } from './openSmears.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'open-smears-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const at = (...names: string[]): string => path.join(directory, ...names);

/** Writes a field picture of one colour. */
async function write(light: number, ...names: string[]): Promise<void> {
  mkdirSync(path.dirname(at(...names)), { recursive: true });
  await sharp({ create: { width: 60, height: 40, channels: 3, background: { r: light, g: light, b: light } } }).png().toFile(at(...names));
}

/** Of each smear given, the fields that are not counted, with the reason. */
async function repeatedIn(...paths: string[]): Promise<string[][]> {
  const smears = await openSmears(paths, {});
  await closeSmears(smears);
  return smears.map(({ repeated }) => repeated.map(({ field, problem }) => `${field}: ${problem}`));
}

describe('a picture that lies in a case twice', () => {
  it('is counted once in a folder, whatever its name', async () => {
    await write(10, 'smear', '1.png');
    await write(20, 'smear', '2.png');
    copyFileSync(at('smear', '1.png'), at('smear', '3.png'));
    expect(await repeatedIn(at('smear'))).toEqual([['3.png: the same file, byte for byte, as 1.png, and so counted once']]);
  });

  it('is counted in the first smear that holds it', async () => {
    await write(10, 'a', '1.png');
    await write(20, 'a', '2.png');
    await write(30, 'b', 'images', '1.png');
    copyFileSync(at('a', '2.png'), at('b', 'images', '9.png'));
    copyFileSync(at('a', '1.png'), at('alone.png'));
    expect(await repeatedIn(at('alone.png'), at('a'), at('b'))).toEqual([
      [], ['1.png: the same file, byte for byte, as alone.png, and so counted once'], ['9.png: the same file, byte for byte, as 2.png of a, and so counted once'],
    ]);
  });

  it('is no smear of its own', async () => {
    await write(10, 'a', '1.png');
    await write(20, 'a', '2.png');
    await expect(repeatedIn(at('a'), at('a', '2.png'))).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('2.png is the same file, byte for byte, as 2.png of a') as string });
  });
});

it.each([['in the folder', []], ['in its inner folder', ['images']]])('notices a field that is written to %s, and takes one that was only touched', async (_, inner) => {
  await write(10, 'smear', ...inner, '1.png');
  await write(20, 'smear', ...inner, '2.png');
  const smears = await openSmears([at('smear')], {});
  try {
    const [smear] = smears;
    utimesSync(at('smear', ...inner, '1.png'), 1, 1);
    await smear.mustBeUnchanged('1.png');
    await write(200, 'smear', ...inner, '1.png');
    await expect(smear.mustBeUnchanged('1.png')).rejects.toMatchObject({ code: 'slide-changed' });
  } finally {
    await closeSmears(smears);
  }
});
