import type { WorkContext } from '#shared/jobs/progress.ts';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import { unreadable as unreadableSlide } from '#main/slides/slideErrors.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import { blockFeatures, glassColour } from './blockFeatures.ts';
import { judgeBlock } from './judgeBlock.ts';
import type { ExaminedBlock } from './judgeSmear.ts';
import { judgeSmear } from './judgeSmear.ts';
import { leftOutFields } from './leftOutFields.ts';
import { lowPowerLevel, lowPowerMicrometresPerPixel, lowPowerView } from './lowPowerView.ts';
import { missingCells, withTilesNeverSeen } from './missingCells.ts';
import type { PlannedBlock, ScaleOfField } from './planBlocks.ts';
import { planBlocks } from './planBlocks.ts';
import type { BlockQuality, ChosenRegion, QualityBlock, RegionChoice } from './regionChoice.ts';
import { slideGlass } from './slideGlass.ts';

export interface RegionSettings {
  readonly kind: 'marrow' | 'blood';
  readonly seed: number;
  /** Blocks that hold anything to look at before enough is known; 2,000 by default. Infinity looks at all, to count everything. */
  readonly mostExamined?: number;
}

/** Fields of a folder are few and each is somebody's choice: their glass is their own, cameras differ. */
const ownGlassBelowBlocks = 4;

/**
 * Chooses where to count: looks at blocks of about 200 µm at low power (about 1 µm a pixel) and keeps those where cells lie spread and sharp.
 *
 * Blocks are looked at, and counted, in an order drawn at random from the seed alone, never by what they hold: whoever starts where
 * cells are many or large counts another differential. A count that stops early has then seen a simple random sample of the good blocks. On
 * a slide too large to look at whole, the blocks not looked at are the last of that same order. A small field picture is one block. Block borders
 * lie on the borders of the file's tiles, and each cell belongs to one block, by its middle (`detectRegion`).
 *
 * @returns regions in the order of counting, all blocks with their qualities, the fields left out, and whether this looks like a smear
 *   at all; a slide that does not is no error here: the caller refuses it or goes on by force
 * @throws MyeloscopeError `slide-unreadable` where no block can be read, `cancelled`
 */
export async function chooseRegions(source: SlideSource, scaleOfField: ScaleOfField, settings: RegionSettings, context: WorkContext = {}): Promise<RegionChoice> {
  const { mostExamined = 2000 } = settings;
  const order = shuffle(planBlocks(source, scaleOfField), seededRandom(settings.seed, 501));
  const examine = await createExaminer(source, order);
  const blocks: QualityBlock[] = [];
  const examined: ExaminedBlock[] = [];
  let filled = 0;
  let unreadable: MyeloscopeError | undefined;
  const damage = new Map<string, string>();
  for (const [index, planned] of order.entries()) {
    const { field, box, narrow } = planned;
    throwIfCancelled(context.signal);
    context.report?.({ stage: 'Looking for where to count', done: index, total: order.length });
    let quality: BlockQuality = narrow ? 'edge' : 'unexamined';
    if (!narrow && filled < mostExamined) {
      try {
        const block = await examine(planned);
        quality = block.quality;
        examined.push(block);
        if (quality !== 'empty') filled += 1;
      } catch (cause) {
        // One damaged place does not stop a count: the map and the list of what was left out say so.
        if (!(cause instanceof MyeloscopeError) || cause.code !== 'slide-unreadable') throw cause;
        unreadable = cause;
        quality = 'damaged';
        if (!damage.has(field)) damage.set(field, cause.reason);
      }
    }
    blocks.push({ field, box, quality });
  }
  if (examined.length === 0 && unreadable) throw unreadable;
  const regions = blocks.filter(({ quality }) => quality === 'good').map(({ field, box }): ChosenRegion => ({ field, box }));
  return { regions, map: { blocks }, verdict: judgeSmear(examined), leftOut: withTilesNeverSeen(source, damage, leftOutFields(blocks, damage)) };
}

/** Looks at one block. What it gives throws `slide-unreadable` where the block's bytes are damaged, or cells in it lie in missing tiles. */
async function createExaminer(source: SlideSource, blocks: readonly PlannedBlock[]): Promise<(block: PlannedBlock) => Promise<ExaminedBlock>> {
  const perField = new Map<string, number>();
  for (const { field } of blocks) perField.set(field, (perField.get(field) ?? 0) + 1);
  const common = [...perField.values()].some((count) => count >= ownGlassBelowBlocks) ? await slideGlass(source) : undefined;
  return async (planned) => {
    const { field, box, micrometresPerPixel } = planned;
    const level = lowPowerLevel(source, micrometresPerPixel);
    const viewMicrometresPerPixel = Math.max(lowPowerMicrometresPerPixel, micrometresPerPixel * source.levels[level].downsample);
    const view = await lowPowerView(source, micrometresPerPixel, level, box);
    const glass = (perField.get(field) ?? 0) < ownGlassBelowBlocks ? undefined : common;
    const features = blockFeatures(view, glass ?? glassColour(view), viewMicrometresPerPixel);
    const quality = judgeBlock(features);
    const lost = await missingCells(source, planned, quality, glass);
    if (lost !== undefined) throw unreadableSlide(source.path, lost);
    return { features, quality };
  };
}
