import { expect, test } from 'vitest';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { PictureCache } from './pictureCache.ts';

const picture = () => blankPicture(10, 10);

test('keeps what was used last, within its bytes', async () => {
  const cache = new PictureCache(900);
  for (const key of ['a', 'b', 'c']) await cache.get(key, async () => picture());
  expect(cache.peek('a')).toBeDefined();
  await cache.get('d', async () => picture());
  expect([...'abcd'].filter((key) => cache.peek(key))).toEqual(['a', 'c', 'd']);
  expect(cache.bytes).toBe(900);
});

test('decodes once what is asked for twice at once, and again after a failure', async () => {
  const cache = new PictureCache(10_000);
  let decoded = 0;
  const decode = async () => { decoded += 1; await Promise.resolve(); return picture(); };
  const [first, second] = await Promise.all([cache.get('a', decode), cache.get('a', decode)]);
  expect(first).toBe(second);
  expect(decoded).toBe(1);
  await expect(cache.get('b', async () => { throw new Error('bad'); })).rejects.toThrow('bad');
  expect((await cache.get('b', decode)).widthPx).toBe(10);
});

test('one larger than everything allowed is handed out and not kept', async () => {
  const cache = new PictureCache(100);
  expect((await cache.get('a', async () => picture())).widthPx).toBe(10);
  expect(cache.bytes).toBe(0);
});
