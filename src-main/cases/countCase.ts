import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { FieldProblem } from '#shared/cases/fieldProblem.ts';
import type { CountSettings, CountTarget } from '#shared/cases/countSettings.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredRegion } from '#main/store/repositories/regionRepository.ts';
import { chooseMoreRegions } from './chooseMoreRegions.ts';
import type { RegionCount } from './countRegion.ts';
import { countRegion } from './countRegion.ts';
import type { CountTools } from './countTools.ts';
import type { OpenSmear } from './openSmears.ts';
import type { SmearState } from './planCount.ts';
import { nextSmear } from './planCount.ts';
import { prepareSmear } from './prepareSmear.ts';
import { scaleDoubts } from './scaleDoubts.ts';
import { SmearCount } from './smearCount.ts';

export interface CountOptions {
  readonly settings: CountSettings;
  readonly target: CountTarget;
  /** Classes that enter the differential, and so count towards the target. */
  readonly countable: ReadonlySet<ClassCode>;
  /** Count slides that do not look like smears, too. */
  readonly force: boolean;
}

export interface CountContext extends WorkContext {
  /** Throws where another process has taken the count over; called inside each transaction that keeps cells. */
  readonly stillHeld: () => void;
}

/** A region at work ahead of its turn. */
interface WorkAhead { readonly regionId: number; readonly result: Promise<RegionCount> }

/**
 * Counts the smears of a case until each has its share of the target, region by region in the order of choice. Where the regions of a smear are
 * used up before, the parts of it that were not looked at yet are, so that a count ends short only where there is no more. The cells of
 * a region are kept in one transaction, so that a count killed at any moment goes on with the region it was in and ends
 * with the same cells. Regions that can't be read are set aside with the reason.
 *
 * Throws `no-cells` where there is none in any smear, `slide-changed` where a file was written to meanwhile, `cancelled`,
 * and what reading, models and the library throw.
 */
export async function countCase(library: Library, caseId: number, open: readonly OpenSmear[], tools: CountTools, options: CountOptions, context: CountContext): Promise<void> {
  const counts: SmearCount[] = [];
  for (const slide of library.slides.ofCase(caseId)) {
    throwIfCancelled(context.signal);
    const smear = await prepareSmear(library, slide, open[slide.position], options.settings, tools, options.force, context);
    counts.push(new SmearCount(library, smear, options.countable));
  }
  let ahead: WorkAhead | undefined;
  const begin = (count: SmearCount, region: StoredRegion): WorkAhead => {
    const result = countRegion(count.smear, region, tools, options.settings.seed, context);
    // Its turn may never come; when it does, the failure is seen there.
    result.catch(() => undefined);
    return { regionId: region.id, result };
  };
  try {
    for (;;) {
      report(counts, options.target, context);
      const index = nextSmear(options.target, counts);
      if (index === undefined) break;
      throwIfCancelled(context.signal);
      const count = counts[index];
      const region = count.nextRegion();
      if (!region) {
        await chooseMoreRegions(library, count.smear, context);
        count.readChoice();
        continue;
      }
      const current = ahead?.regionId === region.id ? ahead : begin(count, region);
      // One region is read and looked at while the one before it is named: decoding and inference then overlap.
      const following = count.regionAfterNext();
      ahead = following && nextSmear(options.target, (counts as readonly SmearState[]).with(index, count.asIfCounted())) === index ? begin(count, following) : undefined;
      const result = await current.result;
      await count.smear.open.mustBeUnchanged(region.field);
      library.transaction(() => {
        context.stillHeld();
        count.keep(region, result);
      });
    }
  } finally {
    // Slides are closed after this: nothing may still be reading them.
    await ahead?.result.catch(() => undefined);
  }
  if (counts.every(({ places }) => places.length === 0)) throw noCells(library, counts);
}

function report(counts: readonly SmearCount[], target: CountTarget, context: WorkContext): void {
  const sum = (value: (count: SmearCount) => number): number => counts.reduce((total, count) => total + value(count), 0);
  const cells = sum(({ countable }) => countable);
  if (target !== 'everything') context.report?.({ stage: 'Counting cells', done: Math.min(cells, target), total: target });
  else context.report?.({ stage: `Counting everything (${String(cells)} cells so far), in regions`, done: sum(({ settled }) => settled), total: sum(({ settled, waiting }) => settled + waiting) });
}

function noCells(library: Library, counts: readonly SmearCount[]): MyeloscopeError {
  const names = counts.map(({ smear }) => smear.open.path).join(', ');
  const leftOut = counts.flatMap(({ smear }) => library.regions.fieldProblems(smear.slideId));
  const listed = (kind: FieldProblem['kind']): string[] => leftOut.filter((one) => one.kind === kind).map(({ field, problem }) => `${field}: ${problem}`);
  const unread = [...listed('unreadable'), ...counts.flatMap(({ smear }) => library.regions.ofSlide(smear.slideId).flatMap(({ field, problem }) => (problem === null ? [] : [`${field}: ${problem}`])))];
  const notCounted = listed('notCounted');
  const doubts = counts.flatMap(({ smear, name }) => scaleDoubts(library.slides.scaleChecks(smear.slideId)).map((doubt) => `${name}: ${doubt}`));
  const why = [
    ...(unread.length > 0 ? [` ${String(unread.length)} ${unread.length === 1 ? 'part' : 'parts'} could not be read, the first because: ${unread[0]}.`] : []),
    ...(notCounted.length > 0 ? [` ${String(notCounted.length)} ${notCounted.length === 1 ? 'field holds' : 'fields hold'} no part fit to be counted. The first is ${notCounted[0]}.`] : []),
    ...doubts.map((doubt) => ` The scale may be wrong in ${doubt}.`),
  ].join('');
  return new MyeloscopeError('no-cells', `No nucleated cell was found in ${names}.${why}`, 'Check that it is the right slide, that it is in focus, and that the scale (--micrometres-per-pixel) is right.');
}
