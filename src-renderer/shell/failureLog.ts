import { useSyncExternalStore } from 'react';
import { ServiceFailure, wasCancelled } from '../bridge/serviceFailure.ts';
import { shellTexts } from '../texts/shell.ts';

export interface ShownFailure { readonly sentence: string; readonly remedy: string }

const mostShown = 3;
let failures: readonly ShownFailure[] = [];
const listeners = new Set<() => void>();

function show(next: readonly ShownFailure[]): void {
  failures = next;
  for (const listener of listeners) listener();
}

/** Tells the person of a failure, at the top of the window, until they put it away. What was stopped on request is not told. */
export function showFailure(error: unknown): void {
  if (wasCancelled(error)) return;
  const failure = error instanceof ServiceFailure ? { sentence: error.sentence, remedy: error.remedy } : shellTexts.unexpected(error instanceof Error ? error.message : String(error));
  show([...failures.filter(({ sentence }) => sentence !== failure.sentence), failure].slice(-mostShown));
}

export function dismissFailure(failure: ShownFailure): void {
  show(failures.filter((shown) => shown !== failure));
}

/** The failures told and not yet put away, oldest first. */
export function useFailures(): readonly ShownFailure[] {
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => failures);
}
