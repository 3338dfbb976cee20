import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { startApart } from '#main/inference/startApart.ts';
import type { ExpertAnswer } from './expertProcess.ts';
import type { ExpertOutcome, ExpertRequest } from './trainExpertOn.ts';

const patienceMs = 60 * 60_000;

/** Trains a local expert in a process of its own: see `trainExpertOn`. Throws the same. */
export async function trainExpertApart(request: ExpertRequest, { signal, report }: WorkContext): Promise<ExpertOutcome> {
  const apart = startApart(path.join(import.meta.dirname, 'expertProcess.ts'), signal, patienceMs);
  try {
    const answer = await apart.ask(request, report) as ExpertAnswer;
    if ('outcome' in answer) return answer.outcome;
    throw new MyeloscopeError(answer.code, answer.sentence, answer.remedy);
  } finally {
    apart.end();
  }
}
