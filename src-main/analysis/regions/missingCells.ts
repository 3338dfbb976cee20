import type { FieldProblem } from '#shared/cases/fieldProblem.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { MissingTiles, SlideSource } from '#main/slides/slideSource.ts';
import type { GlassColour } from './blockFeatures.ts';
import { blockFeatures, glassColour } from './blockFeatures.ts';
import { judgeBlock } from './judgeBlock.ts';
import { lowPowerLevel, lowPowerMicrometresPerPixel, lowPowerView } from './lowPowerView.ts';
import type { BlockQuality } from './regionChoice.ts';

/** A cell of a block whose middle lies this near to a missing tile may be cut by it. */
const reachMicrometres = 11;
/** Where a smaller level was made by averaging, the cells beside a missing tile show this far into it, in pixels of that level. */
const blurredPx = 2;

/**
 * Why a block can't be counted: tiles of level 0 are missing in it, or beside it, where a smaller level shows more than bare glass, as it does in
 * a broken copy and not where a scanner left bare glass out. Where no smaller level shows it, a block that holds cells may have lost some.
 * Undefined where nothing is lost. Reads nothing where no tile is missing.
 */
export async function missingCells(source: SlideSource, { box, micrometresPerPixel }: { readonly box: BoxPx; readonly micrometresPerPixel: number }, quality: BlockQuality, glass: GlassColour | undefined): Promise<string | undefined> {
  const { missingTiles } = source;
  if (!missingTiles) return undefined;
  const { shownFromLevel } = missingTiles;
  const missing = missingTiles.within(grown(box, reachMicrometres / micrometresPerPixel));
  if (missing.length === 0) return undefined;
  if (shownFromLevel === undefined) return quality === 'empty' ? undefined : unseen(missingTiles);
  const seenAt = lowPowerLevel(source, micrometresPerPixel);
  // Bare glass at a level that shows what level 0 lacks: nothing is lost.
  if (quality === 'empty' && seenAt >= shownFromLevel) return undefined;
  const level = Math.max(seenAt, shownFromLevel);
  const { downsample } = source.levels[level];
  for (const tile of missing) {
    const inner = grown(tile, -blurredPx * downsample);
    if (inner.widthPx <= 0 || inner.heightPx <= 0) continue;
    const view = await lowPowerView(source, micrometresPerPixel, level, inner);
    const features = blockFeatures(view, glass ?? glassColour(view), Math.max(lowPowerMicrometresPerPixel, micrometresPerPixel * downsample));
    if (!['empty', 'dirt'].includes(judgeBlock(features))) return `${shareMissing(missingTiles)}, also where a smaller level shows cells`;
  }
  return undefined;
}

/**
 * Adds to what was left out that tiles of a slide of one level are missing where no part holds cells: nobody can tell whether what lay there was bare
 * glass. Not where `damage`, by field, says so already. Each field has one entry.
 */
export function withTilesNeverSeen({ missingTiles, fields: [{ name }] }: SlideSource, damage: ReadonlyMap<string, string>, leftOut: readonly FieldProblem[]): FieldProblem[] {
  if (!missingTiles || missingTiles.shownFromLevel !== undefined || damage.has(name)) return [...leftOut];
  const said = leftOut.filter(({ field }) => field === name).map(({ problem }) => problem);
  return [...leftOut.filter(({ field }) => field !== name), { field: name, problem: [unseen(missingTiles), ...said].join('; '), kind: 'unreadable' }];
}

const shareMissing = ({ count, outOf }: MissingTiles): string => `${String(count)} of the ${String(outOf)} tiles of its largest level are missing`;
const unseen = (missing: MissingTiles): string => `${shareMissing(missing)}, and what lay there can't be counted`;

const grown = ({ xPx, yPx, widthPx, heightPx }: BoxPx, by: number): BoxPx => ({ xPx: xPx - by, yPx: yPx - by, widthPx: widthPx + 2 * by, heightPx: heightPx + 2 * by });
