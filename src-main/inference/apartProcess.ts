// Loads and runs a model in a process of its own: one that aborts, never ends or eats all memory takes down only this one.
import { Worker } from 'node:worker_threads';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ApartAnswer, ApartOrder } from './apartMessages.ts';
import { createRunner } from './createRunner.ts';
import type { ModelRunner } from './modelRunner.ts';

/** The runtime blocks this thread while it works, so that memory is watched from another. */
const watch = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => { if (process.memoryUsage.rss() > workerData) process.kill(process.pid, 'SIGKILL'); }, 20);
`;
const mostBytes = 3 * 2 ** 30;
new Worker(watch, { eval: true, workerData: mostBytes }).unref();

let runner: ModelRunner | undefined;
process.on('message', (order: ApartOrder) => { void answer(order).then((said) => { process.send!(said); }); });
process.on('disconnect', () => { process.exit(0); });

async function answer(order: ApartOrder): Promise<ApartAnswer> {
  try {
    if ('run' in order) return { outputs: await runner!.run(order.run) };
    runner = await createRunner(order.load, { provider: 'cpu', threads: 1 });
    return { inputNames: runner.inputNames, outputNames: runner.outputNames };
  } catch (error) {
    if (error instanceof MyeloscopeError && (error.code === 'model-invalid' || error.code === 'model-missing' || error.code === 'provider-unavailable')) return { failure: { code: error.code, sentence: error.message, remedy: error.remedy } };
    return { failure: { code: 'model-invalid', sentence: `The model can't be run: ${error instanceof Error ? error.message : String(error)}`, remedy: 'Ask whoever made it for a file that runs with ONNX Runtime.' } };
  }
}
