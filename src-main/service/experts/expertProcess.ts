// Trains a local expert in a process of its own, of low priority: who reviews meanwhile does not wait. See `trainExpertApart`.
import type { ErrorCode } from '#shared/errors/myeloscopeError.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { thinProgress } from '#main/jobs/thinProgress.ts';
import { lowerPriority } from '#main/supervision/lowerPriority.ts';
import type { ExpertOutcome, ExpertRequest } from './trainExpertOn.ts';
import { trainExpertOn } from './trainExpertOn.ts';

/** What the process says at its end. */
export type ExpertAnswer = { readonly outcome: ExpertOutcome } | { readonly code: ErrorCode; readonly sentence: string; readonly remedy: string };

lowerPriority(process.pid);
process.on('disconnect', () => { process.exit(0); });
process.once('message', (request: ExpertRequest) => { void answer(request).then((said) => { process.send!(said); }); });

async function answer(request: ExpertRequest): Promise<ExpertAnswer> {
  const progress = thinProgress((told) => { process.send!({ progress: told }); });
  try {
    return { outcome: await trainExpertOn(request, { report: progress.report }) };
  } catch (cause) {
    if (cause instanceof MyeloscopeError) return { code: cause.code, sentence: cause.message, remedy: cause.remedy };
    return { code: 'internal', sentence: `The training ended: ${cause instanceof Error ? cause.message : String(cause)}.`, remedy: 'This is a fault of the program. Nothing was changed.' };
  } finally {
    progress.stop();
  }
}
