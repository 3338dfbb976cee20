import * as v from 'valibot';
import { serviceEvent, shellEvent } from './events.ts';

/**
 * What travels between window, shell and service. Errors are values; progress and cancelling are part of it. `progress` comes at
 * most ten times a second.
 */
export const request = v.variant('kind', [
  v.object({ kind: v.literal('call'), id: v.number(), name: v.string(), arguments: v.unknown() }),
  v.object({ kind: v.literal('cancel'), id: v.number() }),
]);
export type Request = v.InferOutput<typeof request>;

export const failure = v.object({ code: v.string(), sentence: v.string(), remedy: v.string() });
export type Failure = v.InferOutput<typeof failure>;

export const reply = v.variant('kind', [
  v.object({ kind: v.literal('result'), id: v.number(), result: v.unknown() }),
  v.object({ kind: v.literal('failure'), id: v.number(), failure }),
  v.object({ kind: v.literal('progress'), id: v.number(), stage: v.string(), done: v.number(), total: v.number() }),
  v.object({ kind: v.literal('event'), event: v.union([serviceEvent, shellEvent]) }),
]);
export type Reply = v.InferOutput<typeof reply>;
