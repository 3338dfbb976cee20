import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { UsageError } from '../arguments/usageError.ts';
import { exitCodeOf, exitInternal, exitUsage } from '../exitCodes.ts';

/** An error as a user sees it: what happened, to which file, what to do. Stack traces only where they are asked for. */
export function describeError(error: unknown, debug: boolean): { text: string; exitCode: number } {
  const stack = debug ? `\n${traceOf(error)}` : '';
  if (error instanceof UsageError) return { text: `myeloscope: ${error.message}\nAdd --help to see how the command is given.${stack}`, exitCode: exitUsage };
  if (error instanceof MyeloscopeError) {
    const remedy = error.remedy ? `\n${error.remedy}` : '';
    return { text: `myeloscope: ${error.message}${remedy}${stack}`, exitCode: exitCodeOf(error.code) };
  }
  const message = error instanceof Error ? error.message : String(error);
  const more = debug ? '' : '\nGive the command again with MYELOSCOPE_DEBUG=1 set to see where, and send that to whoever looks after Myeloscope.';
  return { text: `myeloscope: Something went wrong inside Myeloscope: ${message}${more}${stack}`, exitCode: exitInternal };
}

function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${traceOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
