import { randomBytes } from 'node:crypto';
import { protocol } from 'electron';
import { failureOf } from '#shared/contract/failureOf.ts';
import { askPicture } from '../client/askPicture.ts';
import { CallFailure } from '../client/callFailure.ts';
import { readPageFiles } from '../client/readPageFiles.ts';
import type { ServiceClient } from '../client/serviceClient.ts';
import { contentSecurityPolicy, pageWithNonce, typeOfPageFile } from '../client/windowPage.ts';

/** The page's own scheme and place, and that of its pictures. */
export const pageOrigin = 'smear-app://window';
export const pageAddress = `${pageOrigin}/index.html`;
const pictureOrigin = 'smear-tile://picture';

/** Must run before Electron is ready. */
export function registerSchemes(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'smear-app', privileges }, { scheme: 'smear-tile', privileges }]);
}

const refuse = (status: number): Response => new Response(null, { status });

/** Serves the built window from a folder, with its policy: `smear-app://window/index.html`. */
export function servePage(directory: string): void {
  const files = readPageFiles(directory);
  protocol.handle('smear-app', ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const name = decodeURIComponent(pathname);
    const bytes = files.get(name);
    if (host !== 'window' || method !== 'GET' || bytes === undefined) return refuse(404);
    const headers: Record<string, string> = { 'content-type': typeOfPageFile(name)!, 'x-content-type-options': 'nosniff' };
    if (!name.endsWith('.html')) return new Response(bytes, { headers });
    const nonce = randomBytes(16).toString('base64');
    headers['content-security-policy'] = contentSecurityPolicy(nonce, { pictures: [pictureOrigin] });
    return new Response(pageWithNonce(bytes.toString(), nonce), { headers });
  });
}

/** Serves pictures by address: `smear-tile://picture/tile/3/0/12/7`. Only our page may read them. */
export function servePictures(client: ServiceClient): void {
  protocol.handle('smear-tile', async ({ url, method, signal }) => {
    // Not kept: the library may give the number of a case that was removed to another.
    const headers = { 'access-control-allow-origin': pageOrigin, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
    try {
      const { host, pathname } = new URL(url);
      if (host !== 'picture' || method !== 'GET') return refuse(404);
      const { mimeType, bytes } = await askPicture(client, pathname.slice(1), signal);
      return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { ...headers, 'content-type': mimeType } });
    } catch (error) {
      const failure = error instanceof CallFailure ? error.failure : failureOf(error);
      return new Response(JSON.stringify(failure), { status: failure.code === 'not-found' ? 404 : 500, headers: { ...headers, 'content-type': 'application/json' } });
    }
  });
}
