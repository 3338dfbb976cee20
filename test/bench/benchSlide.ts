import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BoxPx } from '#shared/geometry/box.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The same pixels as Aperio and as a plain pyramid, for who needs two slides. */
export type BenchSlideForm = 'smear.svs' | 'smear.tif';

/** Side of a made slide's pixels, as its maker says. */
export const benchSlideMicrometresPerPixel = 0.0955;

/**
 * A slide put together from real blood pictures by ../shared/scripts/make-slides.sh, kept in build/ and made where it is not there yet:
 * 39,960 × 29,880 px, unless MYELOSCOPE_BENCH_SIZE ("COLUMNS ROWS" of pictures) says otherwise. Fails where the pictures are not here.
 */
export function benchSlide(form: BenchSlideForm = 'smear.svs'): string {
  const [columns, rows] = (process.env['MYELOSCOPE_BENCH_SIZE'] ?? '111 83').split(/\s+/);
  const folder = path.join(root, 'build', 'bench-slides', `${columns}x${rows}`);
  const slide = path.join(folder, form);
  if (!existsSync(slide)) {
    const script = path.resolve(process.env['MYELOSCOPE_DATA'] ?? path.join(root, '../shared/data'), '../scripts/make-slides.sh');
    if (!existsSync(script)) throw new Error(`The pictures for a slide are not here: ${script} makes slides of them. MYELOSCOPE_DATA names another folder.`);
    execFileSync('bash', [script, folder, columns, rows], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return slide;
}

/** Boxes of the white cells on a made slide that no picture's border cuts, level-0 pixels, row of pictures by row. */
export function whiteCellsOf(slide: string): BoxPx[] {
  return readFileSync(path.join(path.dirname(slide), 'white-cells.csv'), 'utf8').trim().split('\n').slice(1)
    .map((line) => line.split(',').map(Number))
    .filter(([, , , , cut]) => cut === 0)
    .map(([left, top, right, bottom]) => ({ xPx: left, yPx: top, widthPx: right - left, heightPx: bottom - top }));
}
