import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { failureOf } from '#shared/contract/failureOf.ts';
import { askPicture } from '../client/askPicture.ts';
import { CallFailure } from '../client/callFailure.ts';
import type { ServiceClient } from '../client/serviceClient.ts';
import { failureAnswer, refusal, sendAnswer } from './answer.ts';

/** A day: longer than any window stays open. */
const kept = 'private, max-age=86400, immutable';

/**
 * Gives a picture by its address: `/picture/tile/3/0/12/7`, or `/picture/@MARK/tile/3/0/12/7`, where the mark is the window's
 * own, so that the browser may keep the picture for as long as that window lives. Reference pictures follow the laboratory's
 * review and are asked for again. A picture that the window no longer waits for is cancelled.
 */
export async function servePicture(client: ServiceClient, request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  const marked = /^\/picture\/(?:@([\w.-]{1,80})\/)?(.+)$/.exec(path);
  if (!marked) {
    sendAnswer(response, refusal(404, 'There is no picture at this address.'));
    return;
  }
  const leaving = new AbortController();
  response.on('close', () => { leaving.abort(); });
  try {
    const { name, mimeType, bytes } = await askPicture(client, marked[2], leaving.signal);
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    const headers = { etag, 'cache-control': marked[1] !== undefined && name !== 'pictures.reference' ? kept : 'private, no-cache' };
    if (request.headers['if-none-match'] === etag) sendAnswer(response, { status: 304, headers });
    else sendAnswer(response, { status: 200, headers: { ...headers, 'content-type': mimeType }, body: bytes });
  } catch (error) {
    sendAnswer(response, failureAnswer(error instanceof CallFailure ? error.failure : failureOf(error)));
  }
}
