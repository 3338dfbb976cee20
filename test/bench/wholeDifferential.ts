// The main job on a whole slide: seconds for 500 cells, where they go, and the most memory it takes.
//   MYELOSCOPE_BENCH_SLIDE  a slide to count; else the one of benchSlide.ts
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { BenchResult } from './benchResult.ts';
import { benchSlide } from './benchSlide.ts';
import type { CountCost } from './processes/countOnce.ts';

const target = 500;
const aimSeconds = 60;
const aimMemoryMiB = 2048;

export function bench(): Promise<BenchResult[]> {
  const slide = process.env['MYELOSCOPE_BENCH_SLIDE'] ?? benchSlide();
  const printed = execFileSync(process.execPath, [path.join(import.meta.dirname, 'processes', 'countOnce.ts'), slide, String(target), 'blood'], { encoding: 'utf8', maxBuffer: 2 ** 24 });
  const { seconds, counted, cellsNamed, peakMemoryMiB, stages } = JSON.parse(printed) as CountCost;
  const where = Object.entries(stages).map(([stage, spent]) => `${stage} ${spent.toFixed(1)} s`).join(', ');
  return Promise.resolve([
    { name: `whole differential, ${String(counted)} cells`, ours: seconds, peer: aimSeconds, unit: 's', ratio: aimSeconds / seconds, aim: 1, note: `peer is the aim; ${String(cellsNamed)} cells looked at; ${where}` },
    { name: 'whole differential, peak memory', ours: peakMemoryMiB, peer: aimMemoryMiB, unit: 'MiB', ratio: aimMemoryMiB / peakMemoryMiB, aim: 1, note: 'peer is the aim' },
  ]);
}
