import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ApartEnd } from '#main/inference/startApart.ts';
import { startApart } from '#main/inference/startApart.ts';
import type { ExpertAnswer } from './expertProcess.ts';
import type { ExpertOutcome, ExpertRequest } from './trainExpertOn.ts';

const patienceMs = 60 * 60_000;

/** The reviewed cells are the laboratory's, and so is the machine: nobody else is to be asked. */
function unfinished(end: ApartEnd): MyeloscopeError {
  const how = end.why === 'late' ? `was not done after ${Math.round(end.seconds / 60)} minutes` : end.why === 'memory' ? 'was ended by the system, which had too little memory left' : `ended before it was done (${end.how})`;
  return new MyeloscopeError('internal', `The training of the expert ${how}.`, 'Nothing was changed. Try again when nothing else is at work, or train it on the command line: `train expert`.');
}

/** Trains a local expert in a process of its own: see `trainExpertOn`. Throws the same. */
export async function trainExpertApart(request: ExpertRequest, { signal, report }: WorkContext): Promise<ExpertOutcome> {
  const apart = startApart(path.join(import.meta.dirname, 'expertProcess.ts'), signal, patienceMs, unfinished);
  try {
    const answer = await apart.ask(request, report) as ExpertAnswer;
    if ('outcome' in answer) return answer.outcome;
    throw new MyeloscopeError(answer.code, answer.sentence, answer.remedy);
  } finally {
    apart.end();
  }
}
