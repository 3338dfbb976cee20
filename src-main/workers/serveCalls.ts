import * as v from 'valibot';
import { failureOf } from '#shared/contract/failureOf.ts';
import type { Reply } from '#shared/contract/messages.ts';
import { request } from '#shared/contract/messages.ts';
import type { Progress } from '#shared/jobs/progress.ts';

/** What answers a command: `openWorkstation`'s `call`. */
export type AnswerCall = (name: string, given: unknown, work: { readonly signal: AbortSignal; readonly report: (progress: Progress) => void }) => Promise<unknown>;

/**
 * Answers requests as they come, side by side: each with its progress, and in the end one result or one failure. A cancelled
 * call ends as its work notices, with the failure that it gives. Gives the function that takes a message; what is no request
 * is left alone.
 */
export function serveCalls(answer: AnswerCall, send: (reply: Reply) => void): (message: unknown) => void {
  const running = new Map<number, AbortController>();
  const serve = async (id: number, name: string, given: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const result = await answer(name, given, {
        signal: controller.signal,
        report: ({ stage, done, total }) => { if (running.get(id) === controller) send({ kind: 'progress', id, stage, done, total }); },
      });
      send({ kind: 'result', id, result });
    } catch (error) {
      send({ kind: 'failure', id, failure: failureOf(error) });
    } finally {
      running.delete(id);
    }
  };
  return (message) => {
    const read = v.safeParse(request, message);
    if (!read.success) return;
    if (read.output.kind === 'cancel') running.get(read.output.id)?.abort();
    else void serve(read.output.id, read.output.name, read.output.arguments);
  };
}
