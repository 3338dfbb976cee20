// Results in the folder of fields: refused where they would be written there, and no field where they lie there already.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CountOutcome } from '#main/service/countAndReport.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import { dotModels, writeDotFolder } from './dotSlides.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'among-fields-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const at = (...names: string[]): string => path.join(directory, ...names);
const count = (fields: string, out: string): Promise<CountOutcome> => countAndReport(
  { provider: 'cpu', paths: [fields], outDirectory: out, scheme: 'marrow', target: 'everything', libraryDirectory: at('library'), paper: 'a4', force: false, restart: false }, {}, () => Promise.resolve(dotModels()),
);

it('refuses to write results among the fields, by whatever name their folder goes, before it does anything', async () => {
  await writeDotFolder(at('fields'), [0.5, 0.5]);
  await writeDotFolder(at('outer', 'images'), [0.5, 0.5]);
  symlinkSync(at('fields'), at('link'));
  for (const [fields, out] of [[at('fields'), at('fields')], [at('link'), at('fields')], [at('fields'), at('link')], [at('outer'), at('outer', 'images')], [at('outer'), at('outer')]]) {
    await expect(count(fields, out), out).rejects.toMatchObject({ code: 'bad-input', message: `${out} is a folder of fields that are to be counted, and results would lie among them.`, remedy: expect.stringContaining('--out') as string });
  }
  expect([readdirSync(at('fields')), readdirSync(directory).toSorted()]).toEqual([['field-0.png', 'field-1.png'], ['fields', 'link', 'outer']]);
  expect((await count(at('fields'), at('fields', 'results'))).files).toHaveLength(4);
});

it('takes the overview of a count that lies among the fields for no field, and any other picture of that name for one', async () => {
  await writeDotFolder(at('fields'), [0.5, 0.5]);
  const first = await count(at('fields'), at('out'));
  for (const name of readdirSync(at('out'))) renameSync(at('out', name), at('fields', name));
  const again = await count(at('fields'), at('out'));
  expect(again.document.slides).toEqual(first.document.slides);
  expect(again.document.counts).toEqual(first.document.counts);
  mkdirSync(at('own'));
  for (const [from, to] of [['overview.png', 'overview.png'], ['field-0.png', 'a.png']]) renameSync(at('fields', from), at('own', to));
  writeFileSync(at('own', 'differential.json'), '{"somebody": "else"}');
  expect((await count(at('own'), at('out'))).document.slides[0].format).toBe('Folder of 2 field pictures');
});
