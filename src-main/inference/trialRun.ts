import { createRunner } from './createRunner.ts';
import type { ProviderName } from './modelRunner.ts';
import { trialModel } from './trialModel.ts';

/** What a provider answered to the trial model, and how long one run took once it was warm. */
export interface TrialResult { readonly answer: readonly number[]; readonly milliseconds: number }

const batch = 4;
const side = 128;

/** Runs the trial model on a provider. Throws where the provider cannot be loaded. */
export async function trialRun(provider: ProviderName): Promise<TrialResult> {
  const runner = await createRunner(trialModel, { provider });
  const pictures = { data: Float32Array.from({ length: batch * 3 * side * side }, (_, index) => Math.sin(index * 0.37)), shape: [batch, 3, side, side] };
  await runner.run({ pictures });
  const start = performance.now();
  const { answer } = await runner.run({ pictures });
  const milliseconds = performance.now() - start;
  await runner.release();
  return { answer: Array.from(answer.data), milliseconds };
}
