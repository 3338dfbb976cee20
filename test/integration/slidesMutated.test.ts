import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeSmallSlides } from '../fixtures/slides/makeSmallSlides.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'mutated-slides-'));
beforeAll(async () => {
  mkdirSync(path.join(folder, 'good'));
  await makeSmallSlides(path.join(folder, 'good'));
});
afterAll(() => { rmSync(folder, { recursive: true }); });

interface Tally { files: number; readWhole: number; errors: Record<string, number>; untyped: string[]; slowest: { ms: number; what: string }; peakRssMb: number }

function readMutants(firstSeed: number, seedCount: number): Promise<{ ended: string; tally: Tally | undefined; current: string; stderr: string }> {
  const work = path.join(folder, `work-${firstSeed}`);
  const script = path.resolve(import.meta.dirname, '../fixtures/slides/readMutants.ts');
  const child = spawn(process.execPath, [script, path.join(folder, 'good'), work, String(firstSeed), String(seedCount)], { timeout: 240_000, killSignal: 'SIGKILL' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => { stdout += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { stderr += chunk.toString(); });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ ended: signal ?? String(code), tally: code === 0 ? JSON.parse(stdout) as Tally : undefined, current: readFileSync(path.join(work, 'current.txt'), 'utf8'), stderr });
    });
  });
}

describe('four thousand damaged slides and pictures, headers and pixels both', () => {
  test.each([0, 1000, 2000, 3000])('seeds from %i: no crash, no hang, bounded memory, every error typed and naming the file', async (firstSeed) => {
    const { ended, tally, current, stderr } = await readMutants(firstSeed, 1000);
    expect(ended, `${current}\n${stderr}`).toBe('0');
    expect(tally!.untyped).toEqual([]);
    expect(tally!.files).toBe(1000);
    // Most damage must be noticed, and some files must still be whole: else nothing was really tried.
    expect(tally!.errors['slide-unreadable']).toBeGreaterThan(200);
    expect(tally!.readWhole).toBeGreaterThan(100);
    expect(tally!.slowest.ms, tally!.slowest.what).toBeLessThan(20_000);
    expect(tally!.peakRssMb).toBeLessThan(1500);
  });
});
