import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { caseColumns } from '#main/cases/review/caseColumns.ts';
import { openLibrary } from '#main/store/library.ts';
import type { StoredAct } from '#main/store/repositories/reviewActRepository.ts';
import { allOfMarrow, libraryWithCells } from '../../src-main/cases/review/libraryWithCells.fixture.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'review-killed-'));
  libraryWithCells(directory, [[Array.from({ length: 40 }, (): ClassCode => 'NGB')]]).library.close();
});
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });

interface Ended { code: number | null; signal: string | null; errors: string; acknowledged: number[] }
/** Reviews in a process of its own, killed `ms` after it was told that so many acts are kept. */
function review(by: string, acts: number, killAt?: { acts: number; ms: number }): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'reviewCells.ts'), directory, by, String(acts)]);
    let written = '';
    let errors = '';
    let timer: NodeJS.Timeout | undefined;
    child.stderr.on('data', (text: Buffer) => { errors += text.toString(); });
    child.stdout.on('data', (text: Buffer) => {
      written += text.toString();
      if (killAt && written.split('\n').length > killAt.acts) timer ??= setTimeout(() => child.kill('SIGKILL'), killAt.ms);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      // The last line may be cut short.
      resolve({ code, signal, errors, acknowledged: written.split('\n').slice(0, -1).map(Number) });
    });
  });
}

/** Every act kept, and how many cells were added, as a program that opens the library now finds them. */
function kept(): { acts: StoredAct[]; added: number } {
  const library = openLibrary(directory);
  try {
    const acts = library.reviewActs.after(1, 'first', 0);
    const { ids } = caseColumns(library, 1, allOfMarrow, 'first');
    return { acts, added: ids.filter((id) => id < 0).length };
  } finally {
    library.close();
  }
}

it('keeps every act that it has acknowledged, and no half of one, wherever it is killed', async () => {
  const random = seededRandom(7);
  let before = 0;
  let killed = 0;
  for (let run = 0; run < 5; run++) {
    const { signal, acknowledged } = await review(`Dr ${'x'.repeat(run + 1)}`, 400, { acts: 1 + random.below(12), ms: random.between(0, 15) });
    if (signal === 'SIGKILL') killed += 1;
    const { acts, added } = kept();
    expect(acts.map(({ number }) => number)).toEqual(acts.map((_, i) => i + 1));
    expect(acknowledged).toEqual(acknowledged.map((_, i) => before + i + 1));
    expect(acts.length).toBeGreaterThanOrEqual(before + acknowledged.length);
    // At most the one act that was kept and could not be said.
    expect(acts.length).toBeLessThanOrEqual(before + acknowledged.length + 1);
    expect(added).toBe(acts.filter(({ kind }) => kind === 'addCell').length);
    before = acts.length;
  }
  expect(killed).toBeGreaterThan(2);
});

it('neither loses nor doubles an act of two that review at once', async () => {
  const ended = await Promise.all(['Dr A', 'Dr BB', 'Dr CCC'].map((by) => review(by, 60)));
  expect(ended.map(({ code, errors }) => ({ code, errors }))).toEqual(ended.map(() => ({ code: 0, errors: '' })));
  const { acts, added } = kept();
  expect(acts.map(({ number }) => number)).toEqual(Array.from({ length: 180 }, (_, i) => i + 1));
  for (const by of ['Dr A', 'Dr BB', 'Dr CCC']) expect(acts.filter((act) => act.by === by)).toHaveLength(60);
  expect(added).toBe(45);
  // What each was told is where its acts stand.
  expect(ended.flatMap(({ acknowledged }) => acknowledged).every((version) => version >= 1 && version <= 180)).toBe(true);
});
