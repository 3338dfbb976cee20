import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { openLibrary } from '#main/store/library.ts';
import { writeDotSlide } from './dotSlides.ts';
import { libraryContent } from './libraryContent.ts';

let directory: string;
let slides: string[];
beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'killed-'));
  slides = ['one.tif', 'two.tif'].map((name) => path.join(directory, name));
  for (const [index, slide] of slides.entries()) await writeDotSlide(slide, 1600, index + 1);
});
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

interface Ended { code: number | null; signal: string | null; errors: string }
/** Counts in a process of its own, killed `ms` after it began to name its so many-th region. */
function count(library: string, target: number | 'everything', pauseMs: number, killAt?: { region: number; ms: number }): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'countDots.ts'), library, String(target), String(pauseMs), ...slides]);
    let errors = '';
    child.stderr.on('data', (text: Buffer) => { errors += text.toString(); });
    let timer: NodeJS.Timeout | undefined;
    let regions = 0;
    // Told by the work itself: a clock would say more of how busy the machine is.
    child.stdout.on('data', (dots: Buffer) => {
      regions += dots.length;
      if (killAt && regions >= killAt.region) timer ??= setTimeout(() => child.kill('SIGKILL'), killAt.ms);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, errors });
    });
  });
}

it('ends with the same cells, bit by bit, however often it was killed', async () => {
  const undisturbed = path.join(directory, 'undisturbed');
  expect(await count(undisturbed, 300, 0)).toMatchObject({ code: 0, errors: '' });
  const random = seededRandom(11);
  const killed = path.join(directory, 'killed');
  let kills = 0;
  let killedWithCells = 0;
  while (kills < 14) {
    const ended = await count(killed, 300, 10, { region: 1 + random.below(4), ms: random.between(0, 40) });
    if (ended.signal === null) break;
    kills += 1;
    const library = openLibrary(killed);
    if (library.slides.ofCase(1).some(({ id }) => library.regions.ofSlide(id).some(({ state }) => state === 'counted'))) killedWithCells += 1;
    library.close();
  }
  expect(await count(killed, 300, 0)).toMatchObject({ code: 0, errors: '' });
  expect(kills).toBeGreaterThan(3);
  expect(killedWithCells).toBeGreaterThan(1);
  expect(libraryContent(killed)).toEqual(libraryContent(undisturbed));
  const library = openLibrary(killed);
  expect(library.jobs.find(1)?.state).toBe('done');
  library.close();
});

it('is counted once by two processes that begin at once', async () => {
  const alone = path.join(directory, 'alone');
  await count(alone, 200, 0);
  const shared = path.join(directory, 'shared');
  const ended = await Promise.all([count(shared, 200, 15), count(shared, 200, 15), count(shared, 200, 15)]);
  expect(ended).toEqual(ended.map(() => ({ code: 0, signal: null, errors: '' })));
  expect(libraryContent(shared)).toEqual(libraryContent(alone));
});

it('goes on when the process that counts is killed while another waits', async () => {
  const alone = path.join(directory, 'alone-too');
  await count(alone, 200, 0);
  const shared = path.join(directory, 'taken-over');
  const [first, second] = await Promise.all([count(shared, 200, 10, { region: 4, ms: 10 }), count(shared, 200, 10)]);
  expect([first.code, second.code].filter((code) => code === 0).length).toBeGreaterThanOrEqual(1);
  expect(second.errors).toBe('');
  if (second.code === 0) expect(libraryContent(shared)).toEqual(libraryContent(alone));
});
