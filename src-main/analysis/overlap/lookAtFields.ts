import { createHash } from 'node:crypto';
import type { BoxPx } from '#shared/geometry/box.ts';
import { sharedBox } from '#shared/geometry/box.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { nextTurn } from '#shared/jobs/workSignal.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { SlideField, SlideSource } from '#main/slides/slideSource.ts';
import { landmarks } from './landmarks.ts';
import { lowPlane } from './lowPlane.ts';
import type { SmallField } from './sharedPlace.ts';
import { sharedPlace } from './sharedPlace.ts';

/** A part of a field that a field before it shows, too. */
export interface FieldOverlap {
  readonly field: string;
  readonly before: string;
  /** In level-0 pixels of the slide. Whole where nearly all of the field is shared. */
  readonly box: BoxPx;
  readonly isWhole: boolean;
}

/** What the fields of a slide show. */
export interface FieldLooks {
  /** SHA-256 of the decoded pixels of each, row by row, by name. */
  readonly pixelHashes: ReadonlyMap<string, string>;
  readonly overlaps: readonly FieldOverlap[];
}

/** Longest side of the small picture in which a usual field is compared. */
const smallSidePx = 320;
/** Fields are compared with so many before them: who moves on by less than a field takes neighbours one after the other. */
const comparedBefore = 300;
const pixelsAtOnce = 16 * 1024 * 1024;
/** Where more than this share of a field is shared, so is the rest, but for how exactly one was laid over the other. */
const wholeShare = 0.95;

/**
 * Looks at each field once and tells which show the same place, moved but not turned or scaled, in the fields' order. Fields that can't be read
 * are passed over. Memory is bounded whatever the slide.
 *
 * @throws MyeloscopeError `cancelled`
 */
export async function lookAtFields(source: SlideSource, fields: readonly SlideField[], context: WorkContext): Promise<FieldLooks> {
  const shrink = shrinkOf(fields);
  const pixelHashes = new Map<string, string>();
  const overlaps: FieldOverlap[] = [];
  const before: { field: SlideField; small: SmallField }[] = [];
  for (const [index, field] of fields.entries()) {
    await nextTurn(context.signal);
    context.report?.({ stage: 'Looking for what several fields show', done: index, total: fields.length });
    const looked = await lookAt(source, field.box, shrink);
    if (!looked) continue;
    pixelHashes.set(field.name, looked.pixelHash);
    for (const other of before) {
      const shift = sharedPlace(other.small, looked.small);
      if (!shift) continue;
      const isWhole = shift.share * Math.min(1, areaOf(other.field.box) / areaOf(field.box)) > wholeShare;
      const over = { ...other.field.box, xPx: field.box.xPx + shrink * shift.xPx, yPx: field.box.yPx + shrink * shift.yPx };
      overlaps.push({ field: field.name, before: other.field.name, box: isWhole ? field.box : sharedBox(over, field.box)!, isWhole });
    }
    before.push({ field, small: looked.small });
    if (before.length > comparedBefore) before.shift();
  }
  return { pixelHashes, overlaps };
}

const areaOf = ({ widthPx, heightPx }: BoxPx): number => widthPx * heightPx;

/** Level-0 pixels across one of the small pictures: the same for all, so that one field may be cut out of another. */
function shrinkOf(fields: readonly SlideField[]): number {
  const sides = fields.map(({ box }) => Math.max(box.widthPx, box.heightPx)).sort((a, b) => a - b);
  return Math.max(1, Math.round((sides.at(sides.length >> 1) ?? 0) / smallSidePx));
}

async function lookAt(source: SlideSource, { xPx, yPx, widthPx, heightPx }: BoxPx, shrink: number): Promise<{ readonly pixelHash: string; readonly small: SmallField } | undefined> {
  const across = Math.floor(widthPx / shrink), down = Math.floor(heightPx / shrink);
  const light = new Float32Array(across * down);
  const hash = createHash('sha256');
  const rows = Math.max(1, Math.floor(pixelsAtOnce / widthPx));
  try {
    for (let top = 0; top < heightPx; top += rows) {
      const { rgb } = await source.readRegion(0, xPx, yPx + top, widthPx, Math.min(rows, heightPx - top));
      hash.update(rgb);
      for (let y = top; y < Math.min(top + rows, down * shrink); y += 1) {
        const row = Math.floor(y / shrink) * across;
        // Of green, which stain takes away most.
        for (let x = 0, at = 3 * (y - top) * widthPx + 1; x < across * shrink; x += 1, at += 3) light[row + Math.floor(x / shrink)] += rgb[at] / shrink ** 2;
      }
    }
  } catch (cause) {
    if (cause instanceof MyeloscopeError && cause.code === 'slide-unreadable') return undefined;
    throw cause;
  }
  const plane = lowPlane(light, across, down);
  return { pixelHash: hash.digest('hex'), small: { plane, landmarks: landmarks(plane) } };
}
