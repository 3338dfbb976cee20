import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { hashSlide } from './hashSlide.ts';
import { openSlide } from './openSlide.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'hashed-'));
afterAll(() => { rmSync(directory, { recursive: true }); });
const at = (...names: string[]): string => path.join(directory, ...names);
const picture = (shade: number): Promise<Buffer> => sharp({ create: { width: 40, height: 30, channels: 3, background: { r: shade, g: 9, b: 9 } } }).png().toBuffer();

it('is what the opened slide says of itself: of a picture, a folder of them, and one with an inner folder', async () => {
  mkdirSync(at('fields'));
  mkdirSync(at('outer', 'images'), { recursive: true });
  for (const [index, place] of [['one.png'], ['fields', 'a.png'], ['fields', 'b.png'], ['outer', 'images', 'a.png']].entries()) writeFileSync(at(...place), await picture(index));
  for (const slide of [at('one.png'), at('fields'), at('outer')]) {
    const source = await openSlide(slide);
    const told: number[][] = [];
    expect(await hashSlide(slide)).toBe(await source.hash(undefined, (...bytes) => told.push(bytes)));
    expect(told.at(-1)?.[0]).toBeGreaterThan(0);
    expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
    await source.close();
  }
});

it('hashes what can\'t be opened, and says what is not there', async () => {
  writeFileSync(at('broken.svs'), 'no slide');
  mkdirSync(at('empty'));
  await expect(openSlide(at('broken.svs'))).rejects.toThrow();
  await expect(openSlide(at('empty'))).rejects.toThrow();
  const hashes = [await hashSlide(at('broken.svs')), await hashSlide(at('empty'))];
  expect(hashes).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
  await expect(hashSlide(at('nowhere.svs'))).rejects.toMatchObject({ code: 'not-found' });
});
