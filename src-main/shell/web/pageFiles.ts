import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readPageFiles } from '../client/readPageFiles.ts';
import { contentSecurityPolicy, pageWithNonce, typeOfPageFile } from '../client/windowPage.ts';
import { refusal, sendAnswer } from './answer.ts';

/** Gives the window's page and its parts. `port`: the host's, for what the page may reach. */
export type ServePage = (request: IncomingMessage, response: ServerResponse, place: { readonly path: string; readonly port: number }) => Promise<void> | void;

/** The built window in a folder. Parts with a hash in their name may be kept by the browser, the page itself may not. */
export function servePageFiles(directory: string): ServePage {
  const files = readPageFiles(directory);

  return (_request, response, place) => {
    const name = place.path === '/' ? '/index.html' : place.path;
    const bytes = files.get(name);
    if (!bytes) {
      sendAnswer(response, refusal(404, 'There is nothing at this address.'));
      return;
    }
    const type = typeOfPageFile(name)!;
    if (name === '/index.html') {
      const nonce = randomBytes(16).toString('base64');
      const policy = contentSecurityPolicy(nonce, { sockets: [`ws://127.0.0.1:${place.port}`] });
      sendAnswer(response, { status: 200, headers: { 'content-type': type, 'content-security-policy': policy }, body: pageWithNonce(bytes.toString(), nonce) });
    } else {
      const kept = name.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
      sendAnswer(response, { status: 200, headers: { 'content-type': type, 'cache-control': kept }, body: bytes });
    }
  };
}
