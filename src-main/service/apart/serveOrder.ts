import type { ErrorCode } from '#shared/errors/myeloscopeError.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { thinProgress } from '#main/jobs/thinProgress.ts';
import { lowerPriority } from '#main/supervision/lowerPriority.ts';

/** What a process that does one piece of work says at its end. */
export type OrderAnswer<Outcome> = { readonly outcome: Outcome } | { readonly code: ErrorCode; readonly sentence: string; readonly remedy: string };

/**
 * Makes this process one of low priority that does one piece of work for its parent, tells how far it is, and answers with what came of
 * it or with the error in words: the other end of `askOrder`. It ends with its parent.
 *
 * @param what the work, to begin a sentence with: "The training"
 */
export function serveOrder<Order, Outcome>(what: string, work: (order: Order, context: WorkContext) => Promise<Outcome>): void {
  lowerPriority(process.pid);
  process.on('disconnect', () => { process.exit(0); });
  process.once('message', (order: Order) => { void answer(order).then((said) => { process.send!(said); }); });

  async function answer(order: Order): Promise<OrderAnswer<Outcome>> {
    const progress = thinProgress((told) => { process.send!({ progress: told }); });
    try {
      return { outcome: await work(order, { report: progress.report }) };
    } catch (cause) {
      if (cause instanceof MyeloscopeError) return { code: cause.code, sentence: cause.message, remedy: cause.remedy };
      return { code: 'internal', sentence: `${what} ended: ${cause instanceof Error ? cause.message : String(cause)}.`, remedy: 'This is a fault of the program. Nothing was changed.' };
    } finally {
      progress.stop();
    }
  }
}
