import * as v from 'valibot';
import { classCodes, productClassCodes } from '../taxonomy/cellClasses.ts';

/** Values that several commands share. Ids are the library's own whole numbers. */
export const id = v.pipe(v.number(), v.integer(), v.minValue(1));
/** A detected cell by its id; a cell that a person added by minus the id of the addition. */
export const cellId = v.pipe(v.number(), v.integer(), v.check((value) => value !== 0, 'a cell has no id 0'));
export const cellIds = v.pipe(v.array(cellId), v.minLength(1), v.maxLength(100_000));
export const classCode = v.picklist(classCodes);
/** A class that a classifier can name. */
export const productClass = v.picklist(productClassCodes);
export const shortText = v.pipe(v.string(), v.maxLength(300));
export const longText = v.pipe(v.string(), v.maxLength(4000));
export const userName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));
export const instant = v.string();
/** A rectangle in level-0 pixels. */
export const boxPx = v.object({ xPx: v.number(), yPx: v.number(), widthPx: v.pipe(v.number(), v.minValue(0)), heightPx: v.pipe(v.number(), v.minValue(0)) });
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const nothing = v.object({});

/**
 * Who reads a case: the first reader, a second who does not see the first's calls, or both together for a consensus. Each
 * reading has its own calls on top of the machine's. The consensus begins from what the two agree on.
 */
export const reading = v.picklist(['first', 'second', 'consensus']);
export type Reading = v.InferOutput<typeof reading>;

/** Compressed picture bytes, copied and never encoded again where they come from a slide's own tile. */
export const picture = v.object({ mimeType: v.string(), bytes: v.instance(Uint8Array) });
