import type { ServerResponse } from 'node:http';
import type { Failure } from '#shared/contract/messages.ts';

/** Said with every answer: nobody else may show, read or guess at what this host gives. */
const always = {
  'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
};

export interface Answer { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Uint8Array }

/** Sends a whole answer. What the window asked for is not kept anywhere unless the answer's own headers say so. */
export function sendAnswer(response: ServerResponse, { status, headers = {}, body = '' }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'cache-control': 'no-store', ...always, ...headers, ...(status === 304 ? {} : { 'content-length': Buffer.byteLength(body) }) });
  response.end(body);
}

/** A refusal in words, for whoever sees it in a browser. */
export function refusal(status: number, sentence: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'content-security-policy': `default-src 'none'` }, body: `${sentence}\n` };
}

const statuses: Readonly<Record<string, number>> = { 'not-found': 404, 'bad-input': 400, 'service-down': 503, 'disk-full': 507, 'slide-too-large': 413, 'not-permitted': 403, 'slide-changed': 409 };

/** A failure as the window reads it. */
export function failureAnswer(failure: Failure): Answer {
  return { status: statuses[failure.code] ?? 500, headers: { 'content-type': 'application/json' }, body: JSON.stringify(failure) };
}
