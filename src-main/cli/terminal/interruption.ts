import { exitCancelled } from '../exitCodes.ts';

/**
 * Turns Ctrl-C, and a polite request to end, into a signal that work looks at between its parts. A second one ends the
 * program at once: what is kept is whole at any moment. `end` gives Ctrl-C its usual meaning back.
 */
export function stopOnInterrupt(say: (text: string) => void): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exitCancelled);
    controller.abort();
    say('Stopping at the next safe place; press Ctrl-C again to stop at once.\n');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    end: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
