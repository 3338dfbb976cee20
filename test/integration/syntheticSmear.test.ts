import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { makeSmear } from '#main/synthetic/makeSmear.ts';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'smear-')); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

const order = { cells: 25, seed: 12, micrometresPerPixel: 0.4 } as const;
const hashOf = async (path: string) => createHash('sha256').update(await readFile(path)).digest('hex');

describe('the sample smear', () => {
  it('is the same file for the same seed, and another for another', async () => {
    const [first, again, other] = ['a.tif', 'b.tif', 'c.tif'].map((name) => join(folder, name));
    await makeSmear({ ...order, path: first });
    await makeSmear({ ...order, path: again });
    await makeSmear({ ...order, path: other, seed: 13 });
    expect(await hashOf(again)).toBe(await hashOf(first));
    expect(await hashOf(`${again}.truth.csv`)).toBe(await hashOf(`${first}.truth.csv`));
    expect(await hashOf(other)).not.toBe(await hashOf(first));
  });

  it('says in its file that it is no patient', async () => {
    const path = join(folder, 'marked.tif');
    const description = await makeSmear({ ...order, path });
    expect((await readFile(path)).includes('synthetic sample, not a patient')).toBe(true);
    expect(JSON.parse(await readFile(`${path}.truth.json`, 'utf8'))).toEqual(description);
    expect(description.what).toBe('synthetic sample, not a patient');
  });

  it('lists every cell with its box inside the slide, about as many as asked where they are to be counted', async () => {
    const path = join(folder, 'truth.tif');
    const { widthPx, heightPx } = await makeSmear({ ...order, cells: 60, path });
    const [head, ...rows] = (await readFile(`${path}.truth.csv`, 'utf8')).trim().split('\n').map((line) => line.split(','));
    expect(head).toEqual(['x', 'y', 'box_x', 'box_y', 'box_width', 'box_height', 'class', 'part']);
    const counted = rows.filter((row) => row[7] === 'monolayer');
    expect(counted.length).toBeGreaterThan(50);
    expect(counted.length).toBeLessThan(75);
    for (const row of rows) {
      const [x, y, left, top, width, height] = row.map(Number);
      expect(x).toBeGreaterThan(left); expect(x).toBeLessThan(left + width);
      expect(y).toBeGreaterThan(top); expect(y).toBeLessThan(top + height);
      expect(x).toBeGreaterThan(0); expect(x).toBeLessThan(widthPx);
      expect(y).toBeGreaterThan(0); expect(y).toBeLessThan(heightPx);
    }
  });

  it('stops when told and leaves nothing behind', async () => {
    const empty = await mkdtemp(join(folder, 'stop-'));
    let strips = 0;
    const signal = { get aborted() { return strips > 1; } };
    await expect(makeSmear({ ...order, path: join(empty, 'x.tif') }, { signal,
      report: () => { strips++; } })).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(empty)).toEqual([]);
  });

  it('refuses orders out of range', async () => {
    for (const wrong of [{ cells: 0 }, { cells: 1.5 }, { cells: 1e9 }, { seed: 0.5 }, { look: 'no such look' }, { micrometresPerPixel: 9 }]) {
      await expect(makeSmear({ ...order, path: join(folder, 'never.tif'), ...wrong })).rejects.toThrow(MyeloscopeError);
    }
    await expect(makeSmear({ ...order, path: join(folder, 'no', 'such', 'folder.tif') })).rejects.toThrow(MyeloscopeError);
  });
});
