import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type * as FilePromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeAllWhole } from './writeWhole.ts';

/** A file that another program holds, as on Windows, or a disk without links can't be had here: only the renaming and linking are others. */
const disk = vi.hoisted(() => ({ held: '', hasLinks: true }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FilePromises>();
  const refuse = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
  const rename: typeof real.rename = (from, to) => (to === disk.held ? refuse('EBUSY') : real.rename(from, to));
  const link: typeof real.link = (from, to) => (to === disk.held ? refuse('EBUSY') : disk.hasLinks ? real.link(from, to) : refuse('ENOTSUP'));
  const open: typeof real.open = (file, flags, mode) => (file === disk.held && flags === 'wx' ? refuse('EBUSY') : real.open(file, flags, mode));
  return { ...real, rename, link, open };
});

let folder: string, model: string, card: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'names-'));
  [model, card] = ['cells.onnx', 'cells.card.json'].map((name) => path.join(folder, name));
});
afterEach(() => {
  Object.assign(disk, { held: '', hasLinks: true });
  rmSync(folder, { recursive: true, force: true });
});
const both = () => [{ path: model, content: 'new model' }, { path: card, content: 'new card' }];

for (const [kind, hasLinks] of [['links', true], ['no links', false]] as const) {
  it(`puts a model back where its card can't have its name, on a disk with ${kind}`, async () => {
    writeFileSync(model, 'old model');
    writeFileSync(card, 'old card');
    Object.assign(disk, { held: card, hasLinks });
    await expect(writeAllWhole(both())).rejects.toMatchObject({ code: 'not-permitted', message: expect.stringContaining(card) as string });
    expect([model, card].map((file) => readFileSync(file, 'utf8'))).toEqual(['old model', 'old card']);
    expect(readdirSync(folder).sort()).toEqual(['cells.card.json', 'cells.onnx']);
    disk.held = '';
    await writeAllWhole(both());
    expect([model, card].map((file) => readFileSync(file, 'utf8'))).toEqual(['new model', 'new card']);
    expect(readdirSync(folder).sort()).toEqual(['cells.card.json', 'cells.onnx']);
  });

  it(`leaves no model alone where there was none before, on a disk with ${kind}`, async () => {
    for (const isNew of [false, true]) {
      Object.assign(disk, { held: card, hasLinks });
      await expect(writeAllWhole(both(), { isNew })).rejects.toMatchObject({ code: 'not-permitted' });
      expect(readdirSync(folder)).toEqual([]);
    }
  });
}

it('puts nothing back where the first name can\'t be given', async () => {
  writeFileSync(model, 'old model');
  disk.held = model;
  await expect(writeAllWhole(both())).rejects.toMatchObject({ code: 'not-permitted' });
  expect([readFileSync(model, 'utf8'), existsSync(card), readdirSync(folder)]).toEqual(['old model', false, ['cells.onnx']]);
});
