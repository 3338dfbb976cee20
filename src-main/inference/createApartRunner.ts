import { fork } from 'node:child_process';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ApartAnswer, ApartOrder } from './apartMessages.ts';
import type { ModelRunner } from './modelRunner.ts';

/** A network that names cells loads, and answers to a few of them, in seconds, even the largest on a slow machine. */
const patienceMilliseconds = 120_000;

/**
 * Loads a model on the processor in a process of its own, with bounded time and memory: for models of which nothing is known yet.
 * `release` ends the process.
 *
 * @throws MyeloscopeError `model-invalid` in words where it does not load, does not answer, or ends its process, here and in `run`; `cancelled`
 */
export async function createApartRunner(file: string, signal?: AbortSignal, patience = patienceMilliseconds): Promise<ModelRunner> {
  const child = fork(path.join(import.meta.dirname, 'apartProcess.ts'), [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const end = () => { child.kill('SIGKILL'); };

  const ask = (order: ApartOrder) => new Promise<ApartAnswer>((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => { isLate = true; end(); }, patience);
    const settle = (then: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      child.removeAllListeners();
      then();
    };
    child.once('message', (said) => { settle(() => { resolve(said as ApartAnswer); }); });
    child.once('error', (cause) => { settle(() => { reject(cause); }); });
    child.once('exit', (code, ended) => {
      settle(() => {
        if (signal?.aborted) reject(new MyeloscopeError('cancelled', 'Stopped on request.'));
        else if (isLate) reject(unusable(`did not answer within ${patience / 1000} seconds`));
        else reject(unusable(ended === 'SIGKILL' ? 'takes more memory than it may' : `ended its process (${ended ?? `exit code ${code}`})`));
      });
    });
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
    else child.send(order);
  });

  try {
    const loaded = answered(await ask({ load: file }), 'inputNames');
    return {
      provider: 'cpu', inputNames: loaded.inputNames, outputNames: loaded.outputNames,
      run: async (inputs) => answered(await ask({ run: inputs }), 'outputs').outputs,
      release: () => { end(); return Promise.resolve(); },
    };
  } catch (error) {
    end();
    throw error;
  }
}

function answered<Kind extends string>(answer: ApartAnswer, kind: Kind): Extract<ApartAnswer, Record<Kind, unknown>> {
  if ('failure' in answer) throw new MyeloscopeError(answer.failure.code, answer.failure.sentence, answer.failure.remedy);
  if (kind in answer) return answer as Extract<ApartAnswer, Record<Kind, unknown>>;
  throw unusable('gave another answer than it was asked for');
}

const unusable = (what: string) => new MyeloscopeError('model-invalid', `The model ${what} when it was tried in a process of its own.`, 'It can\'t be used. Ask whoever made it.');
