// The main job on a whole slide: seconds for 500 cells, where they go, and the most memory it takes.
//   MYELOSCOPE_BENCH_SLIDE  a slide to count; else one is made of real pictures by ../shared/scripts/make-slides.sh and kept in build/
//   MYELOSCOPE_BENCH_SIZE   "COLUMNS ROWS" of pictures for that script (default 111 83: 1.2 gigapixels)
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BenchResult } from './benchResult.ts';
import type { CountCost } from './processes/countOnce.ts';

const root = path.resolve(import.meta.dirname, '../..');
const target = 500;
const aimSeconds = 60;
const aimMemoryMiB = 2048;

/** The slide to count, made where it is not there yet. */
function slideToCount(): string {
  const named = process.env['MYELOSCOPE_BENCH_SLIDE'];
  if (named) return named;
  const [columns, rows] = (process.env['MYELOSCOPE_BENCH_SIZE'] ?? '111 83').split(/\s+/);
  const folder = path.join(root, 'build', 'bench-slides', `${columns}x${rows}`);
  const slide = path.join(folder, 'smear.svs');
  if (!existsSync(slide)) {
    const script = path.resolve(process.env['MYELOSCOPE_DATA'] ?? path.join(root, '../shared/data'), '../scripts/make-slides.sh');
    execFileSync('bash', [script, folder, columns, rows], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return slide;
}

export function bench(): Promise<BenchResult[]> {
  const slide = slideToCount();
  const printed = execFileSync(process.execPath, [path.join(import.meta.dirname, 'processes/countOnce.ts'), slide, String(target), 'blood'], { encoding: 'utf8', maxBuffer: 2 ** 24 });
  const { seconds, counted, cellsNamed, peakMemoryMiB, stages } = JSON.parse(printed) as CountCost;
  const where = Object.entries(stages).map(([stage, spent]) => `${stage} ${spent.toFixed(1)} s`).join(', ');
  return Promise.resolve([
    { name: `whole differential, ${String(counted)} cells`, ours: seconds, peer: aimSeconds, unit: 's', ratio: aimSeconds / seconds, aim: 1, note: `peer is the aim; ${String(cellsNamed)} cells looked at; ${where}` },
    { name: 'whole differential, peak memory', ours: peakMemoryMiB, peer: aimMemoryMiB, unit: 'MiB', ratio: aimMemoryMiB / peakMemoryMiB, aim: 1, note: 'peer is the aim' },
  ]);
}
