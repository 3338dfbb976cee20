import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ApartAnswer } from './apartMessages.ts';
import type { ModelRunner } from './modelRunner.ts';
import { startApart } from './startApart.ts';

/**
 * Loads a model on the processor in a process of its own, with bounded time and memory: for models of which nothing is known yet.
 * `release` ends the process.
 *
 * @throws MyeloscopeError `model-invalid` in words where it does not load, does not answer, or ends its process, here and in `run`; `cancelled`
 */
export async function createApartRunner(file: string, signal?: WorkContext['signal'], patienceMs?: number): Promise<ModelRunner> {
  const apart = startApart(path.join(import.meta.dirname, 'apartProcess.ts'), signal, patienceMs);
  const ask = async (order: object) => {
    const answer = await apart.ask(order) as ApartAnswer;
    if ('failure' in answer) throw new MyeloscopeError(answer.failure.code, answer.failure.sentence, answer.failure.remedy);
    return answer;
  };
  try {
    const { inputNames, outputNames } = await ask({ load: file }) as { inputNames: readonly string[]; outputNames: readonly string[] };
    return {
      provider: 'cpu', inputNames, outputNames,
      run: async (inputs) => (await ask({ run: inputs }) as { outputs: Awaited<ReturnType<ModelRunner['run']>> }).outputs,
      release: () => { apart.end(); return Promise.resolve(); },
    };
  } catch (error) {
    apart.end();
    throw error;
  }
}
