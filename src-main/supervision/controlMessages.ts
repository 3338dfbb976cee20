import * as v from 'valibot';
import { failure } from '#shared/contract/messages.ts';

/** What a supervisor and its process say to each other beside the messages of their work. */
export const controlMessage = v.variant('control', [
  /** From the process: it takes work now. */
  v.object({ control: v.literal('ready') }),
  /** From the process: it can't work here, and another start would end the same. */
  v.object({ control: v.literal('unusable'), failure }),
  /** To the process: finish and end. */
  v.object({ control: v.literal('close') }),
]);
export type ControlMessage = v.InferOutput<typeof controlMessage>;

/** The control message that this is; undefined where it is one of the work's own. */
export function readControlMessage(message: unknown): ControlMessage | undefined {
  if (typeof message !== 'object' || message === null || !('control' in message)) return undefined;
  const read = v.safeParse(controlMessage, message);
  return read.success ? read.output : undefined;
}

export function isCloseMessage(message: unknown): boolean {
  return readControlMessage(message)?.control === 'close';
}
