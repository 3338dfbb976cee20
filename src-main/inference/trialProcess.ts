// Runs the trial model in a process of its own: a driver that aborts takes down only this one.
import type { ProviderName } from './modelRunner.ts';
import { trialRun } from './trialRun.ts';

try {
  const result = await trialRun(process.argv[2] as ProviderName);
  process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ failure: error instanceof Error ? error.message : String(error) })}\n`);
}
process.exit(0);
