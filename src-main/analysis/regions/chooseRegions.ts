import type { WorkContext } from '#shared/jobs/progress.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import { judgeBlocks } from './judgeBlocks.ts';
import { judgeSmear } from './judgeSmear.ts';
import type { ScaleOfField } from './planBlocks.ts';
import { planBlocks } from './planBlocks.ts';
import type { QualityMap, RegionChoice } from './regionChoice.ts';

export interface RegionSettings {
  readonly kind: 'marrow' | 'blood';
  readonly seed: number;
  /** Blocks that hold anything to look at before enough is known; 2,000 by default. Infinity looks at all, to count everything. */
  readonly mostExamined?: number;
}

/**
 * Chooses where to count: looks at blocks of about 200 µm at low power (about 1 µm a pixel) and keeps those where cells lie spread and sharp.
 *
 * Blocks are looked at, and counted, in an order drawn at random from the seed alone, never by what they hold: whoever starts where
 * cells are many or large counts another differential. A count that stops early has then seen a simple random sample of the good blocks. On
 * a slide too large to look at whole, the blocks not looked at are the last of that same order, and `chooseFurther` looks at them where the others
 * do not give what is asked. A small field picture is one block. In a scan block borders lie on the borders of the file's tiles, and each cell belongs to
 * one block, by its middle (`detectRegion`).
 *
 * @returns regions in the order of counting, all blocks with their qualities, the fields left out, and whether this looks like a smear
 *   at all; a slide that does not is no error here: the caller refuses it or goes on by force
 * @throws MyeloscopeError `slide-unreadable` where no block can be read, `cancelled`
 */
export async function chooseRegions(source: SlideSource, scaleOfField: ScaleOfField, settings: RegionSettings, context: WorkContext = {}): Promise<RegionChoice> {
  const { mostExamined = 2000 } = settings;
  const order = shuffle(planBlocks(source, scaleOfField), seededRandom(settings.seed, 501));
  const { regions, map, leftOut, examined, unreadable } = await judgeBlocks(source, scaleOfField, order, mostExamined, context);
  if (examined.length === 0 && unreadable) throw unreadable;
  return { regions, map, verdict: judgeSmear(examined), leftOut };
}

/**
 * Goes on choosing where the regions of a choice are used up: looks at all blocks that it did not look at, in the order drawn then. Together both
 * choices are what one that looked at everything would have been.
 *
 * @param map as the choice gave it
 * @returns the regions to count after those of before, and the map and the fields left out in place of those of before
 * @throws MyeloscopeError `cancelled`
 */
export async function chooseFurther(source: SlideSource, scaleOfField: ScaleOfField, map: QualityMap, context: WorkContext = {}): Promise<Omit<RegionChoice, 'verdict'>> {
  const { regions, map: whole, leftOut } = await judgeBlocks(source, scaleOfField, map.blocks, Infinity, context);
  return { regions, map: whole, leftOut };
}
