// Loads and runs a model in a process of its own: see `createApartRunner`.
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ApartAnswer, ApartOrder } from './apartMessages.ts';
import { createRunner } from './createRunner.ts';
import type { ModelRunner } from './modelRunner.ts';
import { watchMemory } from './watchMemory.ts';

watchMemory(3 * 2 ** 30);
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
