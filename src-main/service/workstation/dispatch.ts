import * as v from 'valibot';
import { contract, isCommandName } from '#shared/contract/contract.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { sentenceOfIssue } from '#shared/reports/caseFields.ts';
import { thinProgress } from '#main/jobs/thinProgress.ts';
import { asMyeloscopeError } from './asMyeloscopeError.ts';
import type { CallContext, Handlers } from './workstationContext.ts';

/** The commands of all features as one. Throws a RangeError where a command of the contract is answered by no feature, or by two. */
export function joinHandlers(features: readonly Partial<Handlers>[]): Handlers {
  const joined = new Map<string, unknown>();
  for (const [name, handler] of features.flatMap((feature) => Object.entries(feature))) {
    if (!isCommandName(name)) throw new RangeError(`The contract has no command ${name}`);
    if (joined.has(name)) throw new RangeError(`Two features answer the command ${name}`);
    joined.set(name, handler);
  }
  const missing = Object.keys(contract).filter((name) => !joined.has(name));
  if (missing.length > 0) throw new RangeError(`No feature answers ${missing.join(', ')}`);
  return Object.fromEntries(joined) as unknown as Handlers;
}

/**
 * Runs one command with whatever a window sent: its arguments are checked before, its result after, and progress is passed on
 * at most ten times a second. Rejects with a `MyeloscopeError` alone, whatever went wrong.
 */
export async function runCommand(handlers: Handlers, name: string, given: unknown, work: CallContext): Promise<unknown> {
  const progress = thinProgress(work.report);
  try {
    if (!isCommandName(name)) throw new MyeloscopeError('bad-input', `Myeloscope has no command "${name}".`, 'Window and service are of different versions: start Myeloscope again.');
    const wanted = v.safeParse(contract[name].arguments, given);
    if (!wanted.success) throw new MyeloscopeError('bad-input', `That can't be done: ${sentenceOfIssue(wanted.issues[0])}.`, 'Correct what was entered and try again.');
    const handler = handlers[name] as (given: unknown, work: CallContext) => unknown;
    const result = v.safeParse(contract[name].result, await handler(wanted.output, { signal: work.signal, report: progress.report }));
    // The last word of the work, before its result.
    progress.flush();
    if (result.success) return result.output;
    throw new MyeloscopeError('internal', `The answer to ${name} does not hold together: ${sentenceOfIssue(result.issues[0])}.`, 'This is a fault of the program. Nothing of the case was lost.');
  } catch (cause) {
    throw asMyeloscopeError(cause);
  } finally {
    progress.stop();
  }
}
