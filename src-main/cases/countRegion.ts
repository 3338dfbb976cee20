import type { WorkContext } from '#shared/jobs/progress.ts';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import type { ColourSums } from '#main/analysis/classification/cellColours.ts';
import { coloursOf } from '#main/analysis/classification/cellColours.ts';
import { usualCellInput } from '#main/analysis/classification/cellInput.ts';
import { cropCell } from '#main/analysis/classification/cropCell.ts';
import { detectRegion } from '#main/analysis/detection/detectRegion.ts';
import type { NewCell } from '#main/store/repositories/cellRepository.ts';
import type { StoredRegion } from '#main/store/repositories/regionRepository.ts';
import type { CountTools } from './countTools.ts';
import type { PreparedSmear } from './prepareSmear.ts';

/** What came of a region: its cells in the order of counting, or why its pixels could not be read. */
export type RegionCount = { readonly cells: readonly NewCell[]; /** Of some of them. */ readonly colours: ColourSums } | { readonly problem: string };

/** Of so many cells of a region the colours are measured: regions are many. */
const colouredCells = 8;

/**
 * Finds and names the cells of one region. The cells come in a random order that depends on the seed and the region alone,
 * so that a share of them is no corner of the region. Bytes that can't be read make a problem, not an error.
 */
export async function countRegion(smear: PreparedSmear, region: StoredRegion, tools: CountTools, seed: number, context: WorkContext): Promise<RegionCount> {
  const { source } = smear.open;
  const micrometresPerPixel = smear.scaleOfField(region.field);
  const { signal } = context;
  try {
    const found = await detectRegion(source, micrometresPerPixel, tools.detector, region.box, { signal });
    throwIfCancelled(signal);
    const cells = shuffle(found, seededRandom(seed, region.position));
    const crops = await Promise.all(cells.map(({ box }) => cropCell(source, micrometresPerPixel, box.xPx + box.widthPx / 2, box.yPx + box.heightPx / 2, tools.classifier.input)));
    throwIfCancelled(signal);
    const calls = crops.length === 0 ? [] : await tools.classifier.classify(crops, signal);
    const colours = coloursOf(crops.slice(0, colouredCells), (tools.classifier.input ?? usualCellInput).widthUm);
    const { classes } = tools.classifier;
    return { colours, cells: cells.map(({ box, score }, i) => ({
      box, score, machineCall: { ...calls[i], modelVersion: tools.classifierVersion }, confidence: calls[i].probabilities[classes.indexOf(calls[i].forcedCode)],
    })) };
  } catch (cause) {
    if (cause instanceof MyeloscopeError && cause.code === 'slide-unreadable') return { problem: cause.reason };
    throw cause;
  }
}
