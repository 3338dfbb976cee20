import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RawData } from 'ws';
import { WebSocketServer } from 'ws';
import { decodeMessage, encodeMessage } from '#shared/contract/wire.ts';
import type { ServiceClient } from '../client/serviceClient.ts';
import { openWindowSession } from '../client/windowSession.ts';

/** A window sends names, boxes and lists of cells: 100,000 ids are under a megabyte. */
const largestMessageBytes = 16 * 2 ** 20;
const mostWindows = 50;
const unreadable = 1007;
const tooMany = 1013;
const goingAway = 1001;

export interface WindowSockets {
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly count: number;
  close(): void;
}

/**
 * Sockets of windows, each a session with the service. A window that sends what is no message is put out. The first window is
 * told to open `openPaths`.
 */
export function openWindowSockets(client: ServiceClient, openPaths: readonly string[] = []): WindowSockets {
  let pathsToOpen = openPaths;
  const server = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes, perMessageDeflate: false });
  return {
    accept: (request, socket, head) => {
      server.handleUpgrade(request, socket, head, (window) => {
        if (server.clients.size > mostWindows) {
          window.close(tooMany);
          return;
        }
        const session = openWindowSession(client, (reply) => { window.send(encodeMessage(reply)); });
        if (pathsToOpen.length) window.send(encodeMessage({ kind: 'event', event: { shell: 'openPaths', paths: pathsToOpen } }));
        pathsToOpen = [];
        window.on('message', (received: RawData, isBinary: boolean) => {
          if (!isBinary || !receive(session.receive.bind(session), received)) window.close(unreadable);
        });
        window.on('close', () => { session.close(); });
        // Too large a message, or none by the protocol: the socket closes itself with the reason.
        window.on('error', () => { session.close(); });
      });
    },
    get count() { return server.clients.size; },
    close: () => {
      for (const window of server.clients) window.close(goingAway);
      server.close();
      // One that does not answer the closing is cut off.
      setTimeout(() => { for (const window of server.clients) window.terminate(); }, 500).unref();
    },
  };
}

function receive(take: (message: unknown) => boolean, received: RawData): boolean {
  try {
    const bytes = Array.isArray(received) ? Buffer.concat(received) : new Uint8Array(received);
    return take(decodeMessage(Uint8Array.from(bytes)));
  } catch {
    return false;
  }
}
