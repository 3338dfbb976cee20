import * as v from 'valibot';

/** What a worker that counts is told first: which job of which library. */
export const countOrder = v.object({ libraryDirectory: v.string(), modelsDirectory: v.optional(v.string()), jobId: v.pipe(v.number(), v.integer(), v.minValue(1)) });
export type CountOrder = v.InferOutput<typeof countOrder>;

/** What it may be told later: a person does not want the count now. (The program's end is a control message.) */
export const cancelCount = v.object({ kind: v.literal('cancelCount') });

/** What it tells: how far it is. How it ended stands in the library. */
export const countProgress = v.object({ kind: v.literal('countProgress'), stage: v.string(), done: v.number(), total: v.number() });
