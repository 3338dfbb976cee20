import * as v from 'valibot';
import type { WorkSignal } from '#shared/jobs/workSignal.ts';

/** What a worker that works on a job is told first: which job of which library. */
export const workOrder = v.object({ libraryDirectory: v.string(), modelsDirectory: v.optional(v.string()), jobId: v.pipe(v.number(), v.integer(), v.minValue(1)) });
export type WorkOrder = v.InferOutput<typeof workOrder>;

/** What it may be told later: a person does not want the work now. (The program's end is a control message.) */
export const cancelWork = v.object({ kind: v.literal('cancelWork') });

/** Someone reviews at this moment, and must not wait for the processor. */
export const personActs = { kind: 'personActs' } as const;

/** What it tells: how far it is. How it ended stands in the library. */
export const workProgress = v.object({ kind: v.literal('workProgress'), stage: v.string(), done: v.number(), total: v.number() });

/** How a job at work is stopped. */
export interface WorkStop {
  readonly signal: WorkSignal;
  /** Whether it shall go on at the next start, once it was stopped: the program ends, nobody said that it is not wanted. */
  readonly isForLater: () => boolean;
}
