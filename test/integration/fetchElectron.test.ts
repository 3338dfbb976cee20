import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchElectron } from '../../scripts/window/findElectron.ts';

const stalledMs = 1500;
let root: string;
let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
beforeEach(async () => {
  // A program folder of its own: what is noted of a failure stays out of the real one.
  root = mkdtempSync(path.join(tmpdir(), 'fetch-electron-'));
  symlinkSync(path.resolve(import.meta.dirname, '../../node_modules'), path.join(root, 'node_modules'));
  server = createServer((request, response) => { answer(request, response); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  vi.stubEnv('XDG_CACHE_HOME', path.join(root, 'cache'));
  vi.stubEnv('MYELOSCOPE_ELECTRON', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
  rmSync(root, { recursive: true, force: true });
});
async function fetchIt() {
  const said: string[] = [];
  const shown: string[] = [];
  const program = await fetchElectron(root, (line) => { said.push(line); }, (line) => { shown.push(line); }, stalledMs);
  return { program, said, shown };
}

it('gives up with a sentence where nothing answers, and does not try again that day', async () => {
  answer = () => { /* a network that swallows everything */ };
  const { program, said } = await fetchIt();
  expect(program).toBeUndefined();
  expect(said[0]).toMatch(/^Fetching Electron \d+/);
  expect(said[1]).toContain('nothing arrives from the network');
  expect(existsSync(path.join(root, 'build/electron-not-fetched'))).toBe(true);
  expect(await fetchIt()).toEqual({ program: undefined, said: [], shown: [] });
});

it('shows how far it is, and gives up where the rest does not come', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'content-length': '8000000' });
    response.write(Buffer.alloc(3_000_000));
  };
  const { program, said, shown } = await fetchIt();
  expect(program).toBeUndefined();
  expect(shown).toContain('  3 MB of 8 MB');
  expect(said.at(-1)).toContain('nothing arrives from the network');
});

it('says what was answered where the address gives no such file', async () => {
  answer = (_, response) => { response.writeHead(404).end(); };
  const { program, said } = await fetchIt();
  expect(program).toBeUndefined();
  expect(said.at(-1)).toMatch(/can't be fetched here \(.*404.*\)/s);
});
