// A picture that lies in a case in two packings is counted once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import type { CountOutcome } from '#main/service/countAndReport.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import type { CountModels } from '#main/service/countModels.ts';
import { dotModels, writeDotFolder } from './dotSlides.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'same-cells-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const at = (...names: string[]): string => path.join(directory, ...names);

function count(paths: string[], load: () => CountModels = dotModels, signal?: AbortSignal): Promise<CountOutcome> {
  const request = { provider: 'cpu', paths, outDirectory: at('out'), scheme: 'marrow', target: 'everything', libraryDirectory: at('library'), paper: 'a4', force: true, restart: false } as const;
  return countAndReport(request, { ...(signal && { signal }) }, () => Promise.resolve(load()));
}
const problems = ({ slides }: DifferentialDocument): Record<string, string>[] => slides.map(({ problemFields }) => Object.fromEntries(problemFields.map(({ name, problem }) => [name, problem])));
const detected = ({ slides }: DifferentialDocument): number => slides.reduce((sum, { cellsDetected }) => sum + cellsDetected, 0);

it('counts a picture once that lies in a folder, or in two, in two packings, and says so; the same when it is gone on with', async () => {
  await writeDotFolder(at('one'), [0.5, 0.5]);
  await writeDotFolder(at('two'), [0, 0, 0.5]);
  for (const empty of ['field-0.png', 'field-1.png']) rmSync(at('two', empty));
  const expected = detected((await count([at('one'), at('two')])).document);
  await sharp(at('one', 'field-0.png')).tiff({ compression: 'lzw' }).toFile(at('one', 'packed.tif'));
  await sharp(at('one', 'field-1.png')).tiff({ compression: 'deflate' }).toFile(at('two', 'packed.tiff'));
  const stop = new AbortController();
  const stopping = (): CountModels => ({ ...dotModels(), classifier: { ...dotModels().classifier, classify: (crops) => { stop.abort(); return dotModels().classifier.classify(crops); } } });
  await expect(count([at('one'), at('two')], stopping, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
  const { document } = await count([at('one'), at('two')]);
  expect(problems(document)).toEqual([
    { 'packed.tif': 'the same picture, pixel for pixel, as field-0.png, and so counted once' },
    { 'packed.tiff': 'the same picture, pixel for pixel, as field-1.png of one, and so counted once' },
  ]);
  expect(detected(document)).toBe(expected);
}, 120_000);

it('refuses a smear that holds nothing but pictures of another, packed anew', async () => {
  await writeDotFolder(at('one'), [0.5, 0.5]);
  await sharp(at('one', 'field-1.png')).tiff({ compression: 'lzw' }).toFile(at('again.tif'));
  await expect(count([at('one'), at('again.tif')])).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('again.tif is the same picture, pixel for pixel, as field-1.png of one') as string });
});

it('sets no picture aside as a copy of one in which nothing is counted', async () => {
  await writeDotFolder(at('one'), [0.5, 0.5]);
  const expected = detected((await count([at('one')])).document);
  await sharp(at('one', 'field-0.png')).tiff({ compression: 'lzw' }).toFile(at('one', 'packed.tif'));
  // Of the first packing nobody knows the scale.
  const unknown = [{ field: 'field-0.png', problem: 'of no known scale', kind: 'notCounted' }] as const;
  const measuring = (): CountModels => ({ ...dotModels(), measureScale: async (...given) => ({ ...(await dotModels().measureScale(...given)), unknown }) });
  const { document } = await count([at('one')], measuring);
  expect(problems(document)).toEqual([{ 'field-0.png': 'of no known scale' }]);
  expect(detected(document)).toBe(expected);
}, 120_000);
