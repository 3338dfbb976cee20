import type { BoxPx } from '#shared/geometry/box.ts';
import { sharedBox } from '#shared/geometry/box.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { RegionChoice } from '#main/analysis/regions/regionChoice.ts';
import type { MeasuredScale } from '#main/analysis/scale/measureScale.ts';
import type { SlideField, SlideSource } from '#main/slides/slideSource.ts';
import { withFields } from '#main/slides/withFields.ts';
import type { StoredScaleCheck } from '#main/store/repositories/slideRepository.ts';
import type { CountTools } from './countTools.ts';

/** Red cells of a camera are measured in so many parts: a hundred and more on a scan, some dozen on field pictures. */
const mostParts = 12;
/** In pixels, not micrometres: how many those are is in doubt. */
const partSidePx = 1024;
/** Cameras looked at, those of most fields, and parts of all of them: each camera takes some seconds. */
const mostCameras = 4;
const mostPartsOfAll = 32;

/** Fields that one camera may have taken, all counted at one scale. */
interface Camera { readonly countedAt: number; readonly fields: readonly SlideField[] }
/** Where red cells are measured. */
interface Part { readonly field: string; readonly box: BoxPx }

/**
 * What the file and the red cells say of a slide's scale, where a person or the file gave the one that it is counted at: a count at a wrong
 * scale looks like any other. Red cells are measured where cells are counted first, and where no part is good in what holds anything: a wrong
 * scale makes good parts look bad. Each camera's are measured by themselves, and say a scale of those fields in which they lie. Nothing is said
 * of them where they are too few to tell.
 *
 * @param given what the user gave; undefined where nothing
 * @throws MyeloscopeError `cancelled`, and what reading throws besides damage
 */
export async function checkScale(source: SlideSource, given: number | undefined, choice: RegionChoice, tools: CountTools, context: WorkContext): Promise<StoredScaleCheck[]> {
  const ofFile = new Map(source.fields.flatMap(({ name, problem, micrometresPerPixel = source.micrometresPerPixel }) => (problem !== undefined || micrometresPerPixel === undefined ? [] : [[name, micrometresPerPixel] as const])));
  const farthest = given === undefined ? undefined : [...ofFile.values()].toSorted((a, b) => Math.abs(Math.log(b / given)) - Math.abs(Math.log(a / given))).at(0);
  const cameras = camerasOf(source.fields, (field) => given ?? ofFile.get(field));
  const most = Math.min(mostParts, Math.floor(mostPartsOfAll / cameras.length));
  const looked = cameras.map((camera) => ({ ...camera, parts: partsOf(camera, choice, most) }));
  const fieldsLookedAt = new Set(looked.flatMap(({ parts }) => parts.map(({ field }) => field))).size;
  const byRedCells: StoredScaleCheck[] = [];
  for (const { countedAt, parts } of looked) {
    for (const { micrometresPerPixel, redCells, spread, fields } of await scalesOf(source, parts, tools, context)) {
      const isIn = new Set(fields.map((part) => parts[Number(part)].field));
      const firstField = source.fields.find(({ name }) => isIn.has(name))!.name;
      byRedCells.push({ saidBy: 'redCells', countedAt, micrometresPerPixel, redCells, redCellSpread: spread, fields: isIn.size, fieldsLookedAt, firstField });
    }
  }
  const byFile = given === undefined || farthest === undefined ? []
    : [{ saidBy: 'file' as const, countedAt: given, micrometresPerPixel: farthest, redCells: null, redCellSpread: null, fields: null, fieldsLookedAt: null, firstField: null }];
  return [...byFile, ...byRedCells];
}

/** Fields by the size of their picture and their scale, those with most first. Pictures cut to many sizes are no cameras: such are taken together. */
function camerasOf(fields: readonly SlideField[], countedAtOf: (field: string) => number | undefined): Camera[] {
  const counted = fields.flatMap((field) => {
    const countedAt = countedAtOf(field.name);
    return countedAt === undefined ? [] : [{ field, countedAt }];
  });
  const bySize = Map.groupBy(counted, ({ field: { box }, countedAt }) => `${String(countedAt)} ${String(box.widthPx)} ${String(box.heightPx)}`);
  const cameras = Map.groupBy([...bySize].flatMap(([size, alike]) => alike.map((one) => ({ ...one, key: alike.length > 1 ? size : String(one.countedAt) }))), ({ key }) => key);
  return [...cameras.values()].map((alike) => ({ countedAt: alike[0].countedAt, fields: alike.map(({ field }) => field) }))
    .toSorted((a, b) => b.fields.length - a.fields.length).slice(0, mostCameras);
}

/** Parts of a camera's fields, from each field one before any gives a second. */
function partsOf({ fields }: Camera, { regions, map: { blocks } }: RegionChoice, most: number): Part[] {
  const boxes = new Map(fields.map(({ name, box }) => [name, box]));
  const bad = blocks.filter(({ quality }) => quality === 'thick' || quality === 'blurred' || quality === 'dirt');
  const timesSeen = new Map<string, number>();
  const places = [...regions, ...bad].filter(({ field }) => boxes.has(field)).map(({ field, box }) => {
    const turn = timesSeen.get(field) ?? 0;
    timesSeen.set(field, turn + 1);
    return { field, box, turn };
  });
  const parts: Part[] = [];
  for (const { field, box } of places.toSorted((a, b) => a.turn - b.turn)) {
    if (parts.length === most) break;
    const part = aroundMiddle(box, boxes.get(field)!);
    if (!parts.some((other) => sharedBox(part, other.box))) parts.push({ field, box: part });
  }
  return parts;
}

/** A square about the middle of a box, moved into its field, or the whole of a smaller field. */
function aroundMiddle(box: BoxPx, field: BoxPx): BoxPx {
  const widthPx = Math.min(partSidePx, field.widthPx);
  const heightPx = Math.min(partSidePx, field.heightPx);
  const within = (wanted: number, first: number, room: number): number => Math.floor(Math.min(Math.max(wanted, first), first + room));
  return {
    xPx: within(box.xPx + (box.widthPx - widthPx) / 2, field.xPx, field.widthPx - widthPx),
    yPx: within(box.yPx + (box.heightPx - heightPx) / 2, field.yPx, field.heightPx - heightPx), widthPx, heightPx,
  };
}

/** The scales that some parts of a slide show, which are named by their place in the list. */
async function scalesOf(source: SlideSource, parts: readonly Part[], tools: CountTools, context: WorkContext): Promise<readonly MeasuredScale[]> {
  if (parts.length === 0) return [];
  try {
    const { groups } = await tools.measureScale(withFields(source, parts.map(({ box }, index) => ({ name: String(index), box }))), tools.detector, context);
    return groups;
  } catch (cause) {
    if (cause instanceof MyeloscopeError && (cause.code === 'scale-unknown' || cause.code === 'slide-unreadable')) return [];
    throw cause;
  }
}
