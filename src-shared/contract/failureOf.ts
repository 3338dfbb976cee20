import { MyeloscopeError } from '../errors/myeloscopeError.ts';
import type { Failure } from './messages.ts';

/** An error as it travels: what happened and what to do. Of an error that nobody foresaw, its own words. */
export function failureOf(error: unknown): Failure {
  if (error instanceof MyeloscopeError) return { code: error.code, sentence: error.message, remedy: error.remedy };
  const words = error instanceof Error ? error.message : String(error);
  return { code: 'internal', sentence: `Something went wrong inside Myeloscope: ${words}`, remedy: 'Try again; where it happens once more, save the diagnostics from the settings.' };
}
