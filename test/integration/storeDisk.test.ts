// The library and the results on a disk that is full, or where writing is not permitted.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backUpLibrary } from '#main/service/workstation/backUpLibrary.ts';
import { writeOutputs } from '#main/service/writeOutputs.ts';
import { openLibrary } from '#main/store/library.ts';

let directory: string;
let mounted: string | undefined;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'disk-')); });
afterEach(() => {
  if (mounted) execFileSync('umount', [mounted]);
  mounted = undefined;
  rmSync(directory, { recursive: true, force: true });
});

/** A small disk of its own; undefined where this user may not make one. */
function smallDisk(size: string): string | undefined {
  const place = path.join(directory, 'small');
  mkdirSync(place);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', place]).status !== 0) return undefined;
  mounted = place;
  return place;
}
const box = { xPx: 1, yPx: 2, widthPx: 3, heightPx: 4 };
const machineCall = { code: 'NGB', forcedCode: 'NGB', probabilities: new Float32Array(20), familiarity: 1, modelVersion: 'm' } as const;

it('keeps whole regions up to the moment the disk is full, and goes on when there is room', ({ skip }) => {
  const disk = smallDisk('900k');
  if (!disk) return skip('only root may mount a small disk');
  const library = openLibrary(path.join(disk, 'library'));
  const caseId = library.cases.add({ identity: 'a', settings: '{}', details: '{}', createdAt: '' });
  const slideId = library.slides.add({ caseId, position: 0, path: '/a', format: 'SVS', hash: 'a'.repeat(64), widthPx: 9, heightPx: 9 });
  library.regions.addChoice(slideId, { verdict: 'smear', reasons: [], qualityMap: '{}' }, Array.from({ length: 100 }, () => ({ box, field: 'a' })), []);
  const count = (): number => {
    let kept = 0;
    for (const { id, state } of library.regions.ofSlide(slideId)) {
      if (state !== 'waiting') continue;
      library.transaction(() => {
        library.regions.markCounted(id);
        library.cells.addToRegion(id, Array.from({ length: 50 }, () => ({ box, score: 0.5, machineCall })));
      });
      kept += 1;
    }
    return kept;
  };
  writeFileSync(path.join(disk, 'ballast'), Buffer.alloc(200_000));
  expect(count).toThrow(expect.objectContaining({ code: 'disk-full', message: expect.stringContaining(disk) }));
  const counted = library.regions.ofSlide(slideId).filter(({ state }) => state === 'counted').length;
  expect(counted).toBeGreaterThan(0);
  expect(library.cells.ofSlide(slideId)).toHaveLength(50 * counted);
  library.close();
  rmSync(path.join(disk, 'ballast'));
  const again = openLibrary(path.join(disk, 'library'));
  expect(again.cells.ofSlide(slideId)).toHaveLength(50 * counted);
  const next = again.regions.ofSlide(slideId).find(({ state }) => state === 'waiting')!;
  again.cells.addToRegion(next.id, [{ box, score: 0.5, machineCall }]);
  again.close();
  return undefined;
});

it('says that the disk is full where not even a library fits', ({ skip }) => {
  const disk = smallDisk('16k');
  if (!disk) return skip('only root may mount a small disk');
  expect(() => openLibrary(path.join(disk, 'library'))).toThrow(expect.objectContaining({ code: 'disk-full' }));
  return undefined;
});

it('writes no result at all on a full disk', async ({ skip }) => {
  const disk = smallDisk('64k');
  if (!disk) return skip('only root may mount a small disk');
  const files = [{ name: 'differential.json', content: '{}' }, { name: 'report.pdf', content: Buffer.alloc(500_000) }];
  await expect(writeOutputs(path.join(disk, 'out'), files)).rejects.toMatchObject({ code: 'disk-full', message: expect.stringContaining(disk) });
  expect(readdirSync(disk)).toEqual([]);
  return undefined;
});

it('leaves nothing of a copy of the library for which the disk has no room', async ({ skip }) => {
  const disk = smallDisk('128k');
  if (!disk) return skip('only root may mount a small disk');
  const library = openLibrary(path.join(directory, 'library'));
  library.cases.add({ identity: 'a', settings: '{}', details: JSON.stringify({ comment: 'x'.repeat(500_000) }), createdAt: '' });
  const copy = path.join(disk, 'copy.sqlite');
  await expect(backUpLibrary(library, copy)).rejects.toMatchObject({ code: 'disk-full', message: `${copy} can't be written: the disk is full.` });
  expect(readdirSync(disk)).toEqual([]);
  library.close();
  return undefined;
});

it('says so where a library may not be written, and where one may only be read', () => {
  const closed = path.join(directory, 'closed');
  openLibrary(path.join(closed, 'library')).close();
  chmodSync(directory, 0o755);
  chmodSync(closed, 0o555);
  chmodSync(path.join(closed, 'library'), 0o555);
  chmodSync(path.join(closed, 'library', 'library.sqlite'), 0o444);
  // Root may write everywhere, so somebody else has to try.
  const asRoot = process.getuid?.() === 0;
  const attempt = (place: string): string => {
    const script = `import { openLibrary } from '#main/store/library.ts';
      try { openLibrary(${JSON.stringify(place)}).close(); console.log('opened'); } catch (error) { console.log(error.code + ' ' + error.message); }`;
    const file = path.resolve(import.meta.dirname, '../..');
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: file, encoding: 'utf8', ...(asRoot && { uid: 65534, gid: 65534 }) });
    return stdout + stderr;
  };
  expect(attempt(path.join(closed, 'new'))).toContain('not-permitted');
  expect(attempt(path.join(closed, 'library'))).toContain('not-permitted');
  expect(existsSync(path.join(closed, 'new'))).toBe(false);
  chmodSync(closed, 0o755);
  chmodSync(path.join(closed, 'library'), 0o755);
});
