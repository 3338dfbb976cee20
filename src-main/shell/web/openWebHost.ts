import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { failureOf } from '#shared/contract/failureOf.ts';
import { droppedFolder } from '#main/places/droppedCopy.ts';
import type { ServiceClient } from '../client/serviceClient.ts';
import type { Knock } from './admission.ts';
import { createAdmission } from './admission.ts';
import type { Answer } from './answer.ts';
import { failureAnswer, refusal, sendAnswer } from './answer.ts';
import type { ServePage } from './pageFiles.ts';
import { receiveDropped, removePartialDrops } from './receiveDropped.ts';
import { servePicture } from './servePicture.ts';
import { openWindowSockets } from './windowSockets.ts';

export interface WebHostOptions {
  readonly client: ServiceClient;
  /** What is dropped on the window is copied below it, into `dropped`. */
  readonly libraryDirectory: string;
  /** The server is told to it once, before the first request: a development server listens on it too. */
  readonly page: (server: Server) => ServePage | Promise<ServePage>;
  /** Slides and folders that the first window is told to open, absolute. */
  readonly openPaths?: readonly string[];
  /** Sockets of others on the same server (a development server's). */
  readonly isForeignSocket?: (request: IncomingMessage) => boolean;
}

export interface WebHost {
  readonly port: number;
  /** A new address to open the window with, good once. */
  issueAddress(): string;
  readonly windowCount: number;
  /** Ends all windows' connections and the host. The client stays open. */
  close(): Promise<void>;
}

/** Serves the window to a browser of this machine: the page, pictures, dropped files and messages, at a port of its own. */
export async function openWebHost({ client, libraryDirectory, page, openPaths = [], isForeignSocket = () => false }: WebHostOptions): Promise<WebHost> {
  const dropped = droppedFolder(libraryDirectory);
  const left = await removePartialDrops(dropped);
  // The service knows which of them a case uses after all. What it can't take away now is there at the next start.
  if (left.length > 0) client.call('files.discardDropped', { paths: left }).catch(() => undefined);
  const server = createServer();
  const servePage = await page(server);
  // A slide of many gigabytes takes longer to arrive than Node's usual five minutes.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const admission = createAdmission(port);
  const sockets = openWindowSockets(client, openPaths);

  server.on('request', (request, response) => {
    const knock = readKnock(request);
    const answer = async (): Promise<void> => {
      const instead: Answer | undefined = knock ? admission.check(knock) : refusal(400, 'This is no address.');
      if (!knock || instead) sendAnswer(response, instead!);
      else if (knock.path === '/drop' && knock.method === 'POST') await receiveDropped(dropped, request, response, knock.query);
      else if (knock.method !== 'GET' && knock.method !== 'HEAD') sendAnswer(response, refusal(405, 'Nothing is done that way.'));
      else if (knock.path.startsWith('/picture/')) await servePicture(client, request, response, knock.path);
      else await servePage(request, response, { path: knock.path, port });
    };
    answer().catch((error: unknown) => { sendAnswer(response, failureAnswer(failureOf(error))); });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node listens to it no more from here on, and a reset that nobody hears would end the host.
    socket.on('error', () => { socket.destroy(); });
    const knock = readKnock(request);
    if (knock && !admission.check({ ...knock, path: '/socket' }) && isForeignSocket(request)) return;
    const refused = knock ? admission.checkSocket(knock) : refusal(400, 'This is no address.');
    if (!refused) sockets.accept(request, socket, head);
    else socket.end(`HTTP/1.1 ${refused.status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });

  return {
    port,
    issueAddress: () => `http://127.0.0.1:${port}/?ticket=${admission.issueTicket()}`,
    get windowCount() { return sockets.count; },
    close: () => new Promise((resolve) => {
      sockets.close();
      server.close(() => { resolve(); });
      server.closeIdleConnections();
      // Pictures on their way are let finish for a moment.
      setTimeout(() => { server.closeAllConnections(); }, 1000).unref();
    }),
  };
}

function readKnock(request: IncomingMessage): Knock | undefined {
  try {
    const { pathname, searchParams } = new URL(`http://127.0.0.1${request.url ?? ''}`);
    return { method: request.method ?? '', path: decodeURIComponent(pathname), query: searchParams, headers: request.headers };
  } catch {
    return undefined;
  }
}
