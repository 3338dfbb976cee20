import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ApartEnd } from '#main/inference/startApart.ts';
import { startApart } from '#main/inference/startApart.ts';
import type { OrderAnswer } from './serveOrder.ts';

export interface AskedWork {
  /** File of the process, which calls `serveOrder`. */
  readonly entry: string;
  readonly patienceMs: number;
  /** The work, to begin a sentence with ("The training"), and what to do where it ends without an answer. The work is ours, and so is the machine: nobody else is to be asked. */
  readonly what: string;
  readonly remedy: string;
}

function unfinished({ what, remedy }: AskedWork, end: ApartEnd): MyeloscopeError {
  const how = end.why === 'late' ? `was not done after ${Math.round(end.seconds / 60)} minutes` : end.why === 'memory' ? 'was ended by the system, which had too little memory left' : `ended before it was done (${end.how})`;
  return new MyeloscopeError('internal', `${what} ${how}.`, remedy);
}

/**
 * Has one piece of work done in a process of its own, so that who reviews meanwhile does not wait.
 *
 * @param context where it is cancelled the process is ended at once, whatever it is writing
 * @throws MyeloscopeError what the work throws; `internal` where the process takes too long or ends without an answer; `cancelled`
 */
export async function askOrder<Outcome>(work: AskedWork, order: object, { signal, report }: WorkContext = {}): Promise<Outcome> {
  const apart = startApart(work.entry, signal, work.patienceMs, (end) => unfinished(work, end));
  try {
    const answer = await apart.ask(order, report) as OrderAnswer<Outcome>;
    if ('outcome' in answer) return answer.outcome;
    throw new MyeloscopeError(answer.code, answer.sentence, answer.remedy);
  } finally {
    apart.end();
  }
}
