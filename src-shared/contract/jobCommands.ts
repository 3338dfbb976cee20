import * as v from 'valibot';
import { id, nothing } from './parts.ts';

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;

/** A long piece of work as the window shows it. `stage` is a phrase for people. */
export const shownJob = v.object({
  id, kind: v.picklist(['count']), caseId: id, state: v.picklist(jobStates), stage: v.string(), done: v.number(), total: v.number(),
  /** Seconds, where it can be told. */
  secondsLeft: v.optional(v.number()),
  /** Why it failed, and what to do. */
  reason: v.optional(v.string()),
  /** Why it failed, as a machine reads it (an `ErrorCode`), where that is known. */
  failureCode: v.optional(v.string()),
});
export type ShownJob = v.InferOutput<typeof shownJob>;

export const jobCommands = {
  'jobs.list': { arguments: nothing, result: v.object({ jobs: v.array(shownJob) }) },
  /** Stops a count; it goes on later from the last region kept. `not-permitted` where another Myeloscope counts. */
  'jobs.cancel': { arguments: v.object({ jobId: id }), result: nothing },
};
