import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BenchResult } from './benchResult.ts';

const root = path.resolve(import.meta.dirname, '../..');
const timings = path.join(import.meta.dirname, 'processes/regionReadingTimings.ts');
const makeSlides = path.resolve(root, process.env.MYELOSCOPE_DATA ?? '../shared/data', '../scripts/make-slides.sh');

/** What the timing process prints: processor seconds for the same work by each side. */
export interface RegionTimings {
  readonly regions: readonly { readonly sizePx: number; readonly count: number; readonly ourSeconds: number; readonly openSlideSeconds: number }[];
  readonly scan: { readonly tiles: number; readonly ourSeconds: number; readonly rawDecodeSeconds: number };
}

/**
 * Region reading against libopenslide, and a scan of all tiles against libjpeg-turbo decoding the same JPEGs out of memory. Both C libraries are
 * called through koffi, one call a region or tile. All sides run in one process that is bound to one processor with a thread pool of one, so
 * that none gains from a second; what counts is the processor time they use, which other programs running beside them change little. Fails where the pictures, the libraries or `taskset` are not here.
 */
export async function bench(): Promise<BenchResult[]> {
  if (!existsSync(makeSlides)) throw new Error(`The pictures are not here: ${makeSlides} makes slides of them. MYELOSCOPE_DATA names another folder.`);
  const given = process.env.MYELOSCOPE_BENCH_SLIDE;
  const folder = given ? undefined : mkdtempSync(path.join(os.tmpdir(), 'region-reading-'));
  try {
    if (folder) execFileSync('bash', [makeSlides, folder, '22', '17'], { stdio: 'pipe' });
    const slide = given ?? path.join(folder!, 'smear.tif');
    const { stdout, stderr, status } = spawnSync('taskset', ['-c', '0', process.execPath, timings, slide], { encoding: 'utf8', env: { ...process.env, UV_THREADPOOL_SIZE: '1' } });
    if (status !== 0) throw new Error(`The timing process ended with ${status}: ${stderr}`);
    const { regions, scan } = JSON.parse(stdout) as RegionTimings;
    return [
      ...regions.map(({ sizePx, count, ourSeconds, openSlideSeconds }) => ({
        name: `Regions of ${sizePx} px, level 0`, ours: count / ourSeconds, peer: count / openSlideSeconds, unit: 'regions/s', ratio: openSlideSeconds / ourSeconds, aim: 1.5,
        note: 'libopenslide in C (koffi), 256 px JPEG tiles, random places, one processor, processor time',
      })),
      {
        name: 'Scan of all tiles, level 0', ours: scan.tiles / scan.ourSeconds, peer: scan.tiles / scan.rawDecodeSeconds, unit: 'tiles/s', ratio: scan.rawDecodeSeconds / scan.ourSeconds, aim: 0.8,
        note: 'libjpeg-turbo tjDecompress2 (koffi) of the same JPEGs from memory, one processor, processor time',
      },
    ];
  } finally { if (folder) rmSync(folder, { recursive: true }); }
}
