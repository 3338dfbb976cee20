import * as v from 'valibot';
import { failure } from './messages.ts';

/** What became of bytes that a person wanted saved. */
export const saveOutcome = v.variant('kind', [
  /** They lie whole on the disk, at this place. */
  v.object({ kind: v.literal('saved'), place: v.string() }),
  /** The browser has taken them; whether and where it saves them it does not tell. */
  v.object({ kind: v.literal('handedOver'), name: v.string() }),
  /** The person closed the dialogue. */
  v.object({ kind: v.literal('notWanted') }),
  /** Nothing was written; a file of that name is as it was. */
  v.object({ kind: v.literal('failed'), failure }),
]);
export type SaveOutcome = v.InferOutput<typeof saveOutcome>;
