import * as v from 'valibot';
import { failureOf } from '#shared/contract/failureOf.ts';
import type { Reply } from '#shared/contract/messages.ts';
import { request } from '#shared/contract/messages.ts';
import { CallFailure } from './callFailure.ts';
import type { ServiceClient } from './serviceClient.ts';

/** One window's conversation with the service. */
export interface WindowSession {
  /** Takes a message of the window. False where it is none: the shell ends the conversation. */
  receive(message: unknown): boolean;
  /** The window is gone: what it waited for is cancelled. */
  close(): void;
}

/** More calls at once than any window of ours makes. */
const mostCalls = 2000;

/** Passes a window's requests to the service and everything that comes of them back, by the window's own numbers. */
export function openWindowSession(client: ServiceClient, send: (reply: Reply) => void): WindowSession {
  const running = new Map<number, AbortController>();
  let isOpen = true;
  const pass = (reply: Reply): void => { if (isOpen) send(reply); };
  const endEvents = client.onEvent((event) => { pass({ kind: 'event', event }); });
  client.wake();
  pass({ kind: 'event', event: client.condition });

  const call = async (id: number, name: string, given: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const result = await client.call(name, given, { signal: controller.signal, onProgress: (progress) => { pass({ kind: 'progress', id, ...progress }); } });
      pass({ kind: 'result', id, result });
    } catch (error) {
      pass({ kind: 'failure', id, failure: error instanceof CallFailure ? error.failure : failureOf(error) });
    } finally {
      running.delete(id);
    }
  };

  return {
    receive: (message) => {
      const read = v.safeParse(request, message);
      if (!isOpen || !read.success) return false;
      if (read.output.kind === 'cancel') running.get(read.output.id)?.abort();
      else if (running.has(read.output.id) || running.size >= mostCalls) return false;
      else void call(read.output.id, read.output.name, read.output.arguments);
      return true;
    },
    close: () => {
      isOpen = false;
      endEvents();
      for (const controller of running.values()) controller.abort();
    },
  };
}
