import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ProviderName } from './modelRunner.ts';
import type { TrialResult } from './trialRun.ts';

/** A first start compiles kernels, which can take tens of seconds on a slow driver. */
const patienceMilliseconds = 60_000;

/** Runs the trial model on a provider in a process of its own, and gives its answer or why there is none. */
export async function tryProvider(provider: ProviderName): Promise<TrialResult | { readonly failure: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'trialProcess.ts'), provider], { timeout: patienceMilliseconds });
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as TrialResult | { failure: string };
  } catch (error) {
    const { killed, signal, code, stdout = '' } = error as { killed?: boolean; signal?: string; code?: number; stdout?: string };
    // Some drivers end the process only when it has said why they can't be used.
    const said = /^\{"failure":.*\}$/mu.exec(stdout);
    if (said) return JSON.parse(said[0]) as { failure: string };
    if (killed) return { failure: `its driver did not answer within ${patienceMilliseconds / 1000} seconds` };
    return { failure: `its driver ended the process (${signal ?? `exit code ${code}`})` };
  }
}
