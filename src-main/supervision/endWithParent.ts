import type { ParentChannel } from './parentChannel.ts';
import { isCloseMessage } from './controlMessages.ts';
import { watchParent } from './watchParent.ts';

/** How long a process may take to close before it is ended all the same. What is kept is whole at any moment. */
const closeWithinMs = 4000;

/**
 * Closes this process when its parent asks for it, and when its parent is gone: no orphan goes on working for nobody, not even
 * one that is too busy to hear of it.
 */
export function endWithParent(channel: ParentChannel, close: () => void | Promise<void>): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), closeWithinMs).unref();
    void Promise.resolve().then(close).then(() => process.exit(0), () => process.exit(1));
  };
  channel.onMessage((message) => { if (isCloseMessage(message)) end(); });
  channel.onParentGone(end);
  if (!process.versions['electron']) watchParent(closeWithinMs);
  // Ctrl-C reaches the whole group of a terminal: the parent decides what becomes of us.
  process.on('SIGINT', () => { /* see above */ });
  process.on('SIGTERM', end);
}
