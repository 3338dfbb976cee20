import type { WorkContext } from '#shared/jobs/progress.ts';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import { unreadable as unreadableSlide } from '#main/slides/slideErrors.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import type { GlassColour } from './blockFeatures.ts';
import { blockFeatures, glassColour } from './blockFeatures.ts';
import { fieldGlass } from './fieldGlass.ts';
import { judgeBlock } from './judgeBlock.ts';
import type { ExaminedBlock } from './judgeSmear.ts';
import { leftOutFields } from './leftOutFields.ts';
import { lowPowerLevel, lowPowerMicrometresPerPixel, lowPowerView } from './lowPowerView.ts';
import { missingCells, withTilesNeverSeen } from './missingCells.ts';
import type { ScaleOfField } from './planBlocks.ts';
import type { BlockQuality, QualityBlock, RegionChoice } from './regionChoice.ts';
import { slideGlass } from './slideGlass.ts';

/** Fewer blocks are a small field, of which each shows glass enough. */
const ownGlassBelowBlocks = 4;

/** What came of looking at blocks. */
export interface JudgedBlocks extends Omit<RegionChoice, 'verdict'> {
  /** What was looked at and can be read. */
  readonly examined: readonly ExaminedBlock[];
  /** Why the last one that can't be read can't; undefined where all can. */
  readonly unreadable: MyeloscopeError | undefined;
}

/**
 * Looks at those of all blocks of a slide that nobody looked at yet, in their order, until so many hold anything; the others keep their quality. Damaged
 * ones are looked at again, since a map does not say why. The regions are those found good now. Throws `cancelled`, and what reading throws besides damage.
 */
export async function judgeBlocks(source: SlideSource, scaleOfField: ScaleOfField, planned: readonly QualityBlock[], mostFilled: number, context: WorkContext): Promise<JudgedBlocks> {
  const examine = createExaminer(source, scaleOfField, planned);
  const blocks: QualityBlock[] = [];
  const regions: QualityBlock[] = [];
  const examined: ExaminedBlock[] = [];
  let filled = 0;
  let unreadable: MyeloscopeError | undefined;
  const damage = new Map<string, string>();
  for (const [index, block] of planned.entries()) {
    const { field, box } = block;
    throwIfCancelled(context.signal);
    context.report?.({ stage: 'Looking for where to count', done: index, total: planned.length });
    let { quality } = block;
    if ((quality === 'unexamined' || quality === 'damaged') && filled < mostFilled) {
      try {
        const found = await examine(block);
        quality = found.quality;
        examined.push(found);
        if (quality !== 'empty') filled += 1;
        if (quality === 'good') regions.push(block);
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
  return { regions: regions.map(({ field, box }) => ({ field, box })), map: { blocks }, leftOut: withTilesNeverSeen(source, damage, leftOutFields(blocks, damage)), examined, unreadable };
}

/** Looks at one block. What it gives throws `slide-unreadable` where the block's bytes are damaged, or cells in it lie in missing tiles. */
function createExaminer(source: SlideSource, scaleOfField: ScaleOfField, blocks: readonly QualityBlock[]): (block: QualityBlock) => Promise<ExaminedBlock> {
  const glassOf = createGlass(source, scaleOfField, blocks);
  return async ({ field, box }) => {
    const micrometresPerPixel = scaleOfField(field)!;
    const level = lowPowerLevel(source, micrometresPerPixel);
    const viewMicrometresPerPixel = Math.max(lowPowerMicrometresPerPixel, micrometresPerPixel * source.levels[level].downsample);
    const view = await lowPowerView(source, micrometresPerPixel, level, box);
    const glass = await glassOf(field);
    const features = blockFeatures(view, glass ?? glassColour(view), viewMicrometresPerPixel);
    const quality: BlockQuality = judgeBlock(features);
    const lost = await missingCells(source, { box, micrometresPerPixel }, quality, glass);
    if (lost !== undefined) throw unreadableSlide(source.path, lost);
    return { features, quality };
  };
}

/** The glass by which the blocks of a field are judged: that of a scan, or of the field of a folder; undefined where it is each block's own. */
function createGlass(source: SlideSource, scaleOfField: ScaleOfField, blocks: readonly QualityBlock[]): (field: string) => Promise<GlassColour | undefined> {
  const perField = new Map<string, number>();
  for (const { field } of blocks) perField.set(field, (perField.get(field) ?? 0) + 1);
  const boxes = new Map(source.fields.map(({ name, box }) => [name, box]));
  const known = new Map<string, Promise<GlassColour | undefined>>();
  return (field) => {
    if (perField.get(field)! < ownGlassBelowBlocks) return Promise.resolve(undefined);
    const glass = known.get(field) ?? (source.fields.length === 1 ? slideGlass(source) : fieldGlass(source, scaleOfField(field)!, boxes.get(field)!));
    known.set(field, glass);
    return glass;
  };
}
