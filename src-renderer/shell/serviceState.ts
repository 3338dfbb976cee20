import { useSyncExternalStore } from 'react';
import { onShellEvent } from '../bridge/serviceClient.ts';

/** How the counting service is. `returned`: it was away and runs again, said for a short while. */
export interface ServiceState { readonly state: 'starting' | 'running' | 'down' | 'returned'; readonly sentence: string }

/** How long the window says that the service is back. */
const returnedMs = 6000;

let current: ServiceState = { state: 'running', sentence: '' };
let wasAway = false;
const listeners = new Set<() => void>();

function show(next: ServiceState): void {
  current = next;
  for (const listener of listeners) listener();
}

onShellEvent((event) => {
  if (event.shell !== 'service') return;
  if (event.state === 'down') wasAway = true;
  if (event.state !== 'running' || !wasAway) { show({ state: event.state, sentence: event.sentence }); return; }
  wasAway = false;
  const returned: ServiceState = { state: 'returned', sentence: event.sentence };
  show(returned);
  setTimeout(() => { if (current === returned) show({ state: 'running', sentence: '' }); }, returnedMs);
});

export function useServiceState(): ServiceState {
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => current);
}
