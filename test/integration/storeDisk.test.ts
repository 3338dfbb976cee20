// The library and the results on a disk that is full, or where writing is not permitted.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { claimJob } from '#main/jobs/claimJob.ts';
import { thisProcess } from '#main/jobs/jobHolder.ts';
import { backUpLibrary } from '#main/service/workstation/backUpLibrary.ts';
import { WorkerQueue } from '#main/service/workstation/workerQueue.ts';
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

it('says of a copy of the library that is too large for its place that it is that, by the name that was chosen', ({ skip }) => {
  if (process.platform === 'win32') return skip('Windows sets no limit for the size of a file');
  const library = openLibrary(path.join(directory, 'library'));
  library.cases.add({ identity: 'a', settings: '{}', details: JSON.stringify({ comment: 'x'.repeat(3_000_000) }), createdAt: '' });
  library.close();
  const places = path.join(directory, 'copies');
  mkdirSync(places);
  const copy = path.join(places, 'copy.sqlite');
  const script = `import { openLibrary } from '#main/store/library.ts';
    import { backUpLibrary } from '#main/service/workstation/backUpLibrary.ts';
    const { code, message } = await backUpLibrary(openLibrary(${JSON.stringify(path.join(directory, 'library'))}), ${JSON.stringify(copy)}).catch((error) => error);
    console.log(code + ' ' + message);`;
  const { stdout, stderr } = spawnSync('bash', ['-c', 'ulimit -f 1000; exec "$0" --input-type=module -e "$1"', process.execPath, script], { cwd: path.resolve(import.meta.dirname, '../..'), encoding: 'utf8' });
  expect(stdout + stderr).toBe(`not-permitted ${copy} can't be written: files so large are not taken there.\n`);
  expect(readdirSync(places)).toEqual([]);
  return undefined;
});

it('shows how jobs ended that a full disk lets nobody note, begins none over and over, and notes it when there is room', async ({ skip }) => {
  const disk = smallDisk('900k');
  if (!disk) return skip('only root may mount a small disk');
  const library = openLibrary(path.join(disk, 'library')), ballast = path.join(disk, 'ballast');
  const gone = { ...thisProcess(), holderProcess: spawnSync(process.execPath, ['-e', '']).pid };
  const kind = { kind: 'doubling', check: Number };
  for (const subject of ['one', 'two']) claimJob(library, { kind: kind.kind, subject, input: '1' }, gone, 'person');
  const [one, two] = library.jobs.unfinished().map(({ id }) => id), ends: ((lastWords: string) => void)[] = [];
  const queue = new WorkerQueue({
    library, kind, entry: 'count', name: 'The count', order: { libraryDirectory: disk }, onChange: () => undefined,
    startWorker: () => ({ pid: gone.holderProcess, send: () => undefined, onMessage: () => undefined, onExit: (tell) => { ends.push((lastWords) => { tell({ code: 1, signal: null, lastWords }); }); }, kill: () => undefined }),
  });
  queue.goOn();
  expect(() => { for (let size = 2 ** 19; ; size = Math.max(2 ** 12, size / 2)) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' }); }).toThrow('ENOSPC');
  // Another each time: what is there already is not written.
  expect(() => { for (let input = 0; input < 10_000; input++) library.jobs.setInput(one, String(input)); }).toThrow(expect.objectContaining({ code: 'disk-full' }));

  const stood = () => [one, two].map((id) => library.jobs.find(id)!.state), shown = () => [one, two].map((id) => queue.standing(library.jobs.find(id)!));
  for (const end of [0, 1]) ends[end]('The disk is full.');
  const stopping = queue.cancel(two);
  ends[2]('');
  await stopping;
  expect([stood(), shown()]).toMatchObject([['running', 'running'], [{ state: 'failed', reason: expect.stringContaining('The disk is full') }, { state: 'cancelled' }]]);
  rmSync(ballast);
  await expect.poll(stood, { timeout: 20_000 }).toEqual(['failed', 'cancelled']);
  expect(shown()).toMatchObject([{ state: 'failed', reason: expect.stringContaining('The disk is full') }, { state: 'cancelled' }]);
  expect(ends).toHaveLength(3);
  await queue.close();
  library.close();
  return undefined;
}, 60_000);

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
