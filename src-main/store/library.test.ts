import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLibrary } from './library.ts';
import type { Library } from './library.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'library-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });

const hash = 'a'.repeat(64);
const machineCall = { code: 'NGB', forcedCode: 'NGB', probabilities: Float32Array.of(0.1, 0.7, 0.2), familiarity: 0.5, modelVersion: 'm@1' } as const;
const box = { xPx: 1.5, yPx: 2, widthPx: 30, heightPx: 31 };

function caseWithOneRegion(library: Library): { slideId: number; regionId: number } {
  const caseId = library.cases.add({ identity: 'one', settings: '{}', details: '{"name":"Ω 王"}', createdAt: '2026-01-01' });
  const slideId = library.slides.add({ caseId, position: 0, path: '/s.svs', format: 'Aperio SVS', hash, widthPx: 100, heightPx: 90 });
  library.regions.addChoice(slideId, { verdict: 'smear', reasons: [], qualityMap: '{}' }, [{ box, field: 's.svs' }], [{ field: 'b.jpg', problem: 'truncated', kind: 'unreadable' }]);
  return { slideId, regionId: library.regions.ofSlide(slideId)[0].id };
}

it('gives back what was put in, bit by bit, after it was closed and opened', () => {
  const before = openLibrary(directory);
  const { slideId, regionId } = caseWithOneRegion(before);
  before.cells.addToRegion(regionId, [{ box, score: 0.9, machineCall }]);
  before.close();
  const library = openLibrary(directory);
  expect(library.cases.find('one')?.details).toBe('{"name":"Ω 王"}');
  expect(library.slides.ofCase(1)).toMatchObject([{ path: '/s.svs', hash, micrometresPerPixel: null }]);
  expect(library.regions.ofSlide(slideId)).toMatchObject([{ box, state: 'waiting', field: 's.svs' }]);
  expect(library.regions.fieldProblems(slideId)).toEqual([{ field: 'b.jpg', problem: 'truncated', kind: 'unreadable' }]);
  expect(library.cells.ofSlide(slideId)).toMatchObject([{ box, score: 0.9, machineCall }]);
  library.close();
});

it('counts a region once, and keeps nothing of a region whose cells can\'t all be kept', () => {
  const library = openLibrary(directory);
  const { slideId, regionId } = caseWithOneRegion(library);
  expect(library.regions.markCounted(regionId)).toBe(true);
  expect(library.regions.markCounted(regionId)).toBe(false);
  expect(() => { library.cells.addToRegion(regionId, [{ box, score: 0.9, machineCall }, { box, score: 7, machineCall }]); }).toThrow(/constraint/);
  expect(library.cells.ofSlide(slideId)).toEqual([]);
  library.close();
});

it('names the file of a library that is none, or damaged', () => {
  const file = path.join(directory, 'library.sqlite');
  writeFileSync(file, 'this is a letter, not a database'.repeat(500));
  expect(() => openLibrary(directory)).toThrow(expect.objectContaining({ code: 'store-damaged', message: expect.stringContaining(file) }));
  expect(readFileSync(file, 'utf8')).toContain('a letter');
});

it('notices a library with overwritten pages, and a truncated one', () => {
  const library = openLibrary(directory);
  const { regionId } = caseWithOneRegion(library);
  library.cells.addToRegion(regionId, Array.from({ length: 400 }, () => ({ box, score: 0.5, machineCall })));
  library.close();
  const file = path.join(directory, 'library.sqlite');
  const whole = readFileSync(file);
  writeFileSync(file, Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(whole.length - 4096, 0x5a)]));
  expect(() => openLibrary(directory)).toThrow(expect.objectContaining({ code: 'store-damaged' }));
  writeFileSync(file, whole);
  truncateSync(file, whole.length - 8192);
  expect(() => openLibrary(directory)).toThrow(expect.objectContaining({ code: 'store-damaged' }));
});

it('says so where the folder of the library is a file', () => {
  const file = path.join(directory, 'note.txt');
  writeFileSync(file, '');
  expect(() => openLibrary(file)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  expect(() => openLibrary(path.join(file, 'below'))).toThrow(expect.objectContaining({ code: 'bad-input' }));
});

it('is copied as it is when the copy begins, to the end, also while others write without a pause', async () => {
  const [library, other] = [openLibrary(directory), openLibrary(directory)];
  const newCase = (identity: string) => ({ identity, settings: '{}', details: JSON.stringify({ comment: 'x'.repeat(2_000_000) }), createdAt: '' });
  library.cases.add(newCase('before'));
  const copied: number[] = [];
  let writes = 0;
  const copy = path.join(directory, 'copy');
  mkdirSync(copy);
  await library.backUp(path.join(copy, 'library.sqlite'), (done) => {
    copied.push(done);
    // As a worker does that counts, from a process of its own; not for ever, so that a copy that began anew each time would end.
    if (writes < 30) other.cases.setDetails(1, JSON.stringify({ comment: 'y'.repeat(writes++) }));
  });
  expect(writes).toBeGreaterThan(3);
  expect(copied).toEqual(copied.toSorted((a, b) => a - b));
  expect(library.cases.get(1).details).toBe(JSON.stringify({ comment: 'y'.repeat(writes - 1) }));
  const restored = openLibrary(copy);
  expect(restored.cases.get(1).details).toBe(newCase('before').details);
  for (const each of [library, other, restored]) each.close();
});
