import * as v from 'valibot';
import { boxPx } from '#shared/contract/parts.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { chooseFurther } from '#main/analysis/regions/chooseRegions.ts';
import type { BlockQuality, QualityMap } from '#main/analysis/regions/regionChoice.ts';
import { blockQualityWords } from '#main/analysis/regions/regionChoice.ts';
import type { Library } from '#main/store/library.ts';
import type { PreparedSmear } from './prepareSmear.ts';
import { allUnchanged, namedContext } from './prepareSmear.ts';

const keptMap = v.object({ blocks: v.array(v.object({ field: v.string(), box: boxPx, quality: v.picklist(Object.keys(blockQualityWords) as BlockQuality[]) })) });

/** The kept map of a slide of which parts were not looked at yet, since enough others were; undefined of one that was looked at whole. */
export function mapWithUnexamined(library: Library, slideId: number): QualityMap | undefined {
  const stored = library.regions.choice(slideId)?.qualityMap;
  const read = v.safeParse(keptMap, stored === undefined ? undefined : JSON.parse(stored));
  return read.success && read.output.blocks.some(({ quality }) => quality === 'unexamined') ? read.output : undefined;
}

/**
 * Looks at all parts of a smear that were not looked at yet, and keeps the regions found there, to be counted after those of before. They depend on the
 * order drawn at first alone, so a count that was stopped and goes on has the same. `stillHeld` as for `countCase`.
 */
export async function chooseMoreRegions(library: Library, { open, slideId, scaleOfField }: PreparedSmear, context: WorkContext & { readonly stillHeld: () => void }): Promise<void> {
  const before = mapWithUnexamined(library, slideId);
  if (!before) return;
  const named = namedContext(open, context);
  const { regions, map, leftOut } = await chooseFurther(open.source, scaleOfField, before, named);
  await allUnchanged(open);
  library.transaction(() => {
    context.stillHeld();
    library.regions.addToChoice(slideId, JSON.stringify(map), regions, leftOut);
  });
}
