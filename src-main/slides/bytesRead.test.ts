import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bytesReadOf } from './bytesRead.ts';
import { hashSlideFiles } from './hashSlideFiles.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'bytes-read-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

it('tells how much of all files of a slide is read, up to the whole', async () => {
  const slide = path.join(folder, 'a.mrxs'), megabytes = 3 << 20;
  writeFileSync(slide, 'label');
  mkdirSync(path.join(folder, 'a'));
  writeFileSync(path.join(folder, 'a', 'Data0001.dat'), Buffer.alloc(megabytes));
  writeFileSync(path.join(folder, 'a', 'Slidedat.ini'), 'ini');
  const told: [number, number][] = [];
  await hashSlideFiles(slide, undefined, (done, total) => { told.push([done, total]); });
  const whole = 5 + megabytes + 3;
  expect(told.map(([, total]) => total)).toEqual(told.map(() => whole));
  expect(told.at(-1)).toEqual([whole, whole]);
  expect(told.length).toBeGreaterThan(3);
  expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b));
});

it('takes a file that is not there for empty, and never tells more than the whole', async () => {
  const told: [number, number][] = [];
  const onRead = await bytesReadOf([path.join(folder, 'none')], (done, total) => { told.push([done, total]); });
  onRead!(7);
  expect(told).toEqual([[7, 7]]);
});
