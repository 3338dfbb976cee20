import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { hostname, networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceClient } from '#main/shell/client/serviceClient.ts';
import { openServiceClient } from '#main/shell/client/serviceClient.ts';
import type { WebHost } from '#main/shell/web/openWebHost.ts';
import { openWebHost } from '#main/shell/web/openWebHost.ts';
import { servePageFiles } from '#main/shell/web/pageFiles.ts';
import { ask, goIn, openSocket } from '../fixtures/shell/browserless.ts';
import { trialService } from '../fixtures/shell/trialService.ts';

/** A busy machine starts a process slowly. */
const patience = { timeout: 20_000 };
const folder = mkdtempSync(path.join(tmpdir(), 'web-host-'));
const library = path.join(folder, 'library');
const group = '00000000-0000-4000-8000-000000000000';
/** As what a killed host was receiving is called. */
const killedPart = '.0a1b2c3d4e5f.part';
let client: ServiceClient;
let host: WebHost;
let cookie: string;
let origin: string;
const asWindow = () => ({ cookie, origin });

beforeAll(async () => {
  mkdirSync(path.join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'page', 'index.html'), '<!doctype html><html><head><title>Trial</title></head><body></body></html>');
  writeFileSync(path.join(folder, 'page', 'assets', 'main-abc.js'), 'export {};');
  writeFileSync(path.join(folder, 'page', 'notes.secret'), 'no part of the page');
  writeFileSync(path.join(folder, 'outside.html'), 'not for the window');
  mkdirSync(path.join(library, 'dropped', group), { recursive: true });
  writeFileSync(path.join(library, 'dropped', group, killedPart), 'half');
  client = openServiceClient({ startService: trialService() });
  host = await openWebHost({ client, libraryDirectory: library, page: () => servePageFiles(path.join(folder, 'page')) });
  origin = `http://127.0.0.1:${host.port}`;
  cookie = await goIn(host.port, host.issueAddress());
});
afterAll(async () => {
  await host.close();
  await client.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the way in', () => {
  it('is a ticket, once, for a strict cookie', async () => {
    const address = host.issueAddress();
    expect(address).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${host.port}/\\?ticket=[\\w-]{43}$`));
    const ticket = address.slice(address.indexOf('/?'));
    const first = await ask(host.port, ticket);
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(first.headers['set-cookie']).toEqual([expect.stringMatching(new RegExp(`^myeloscope-${host.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`))]);
    expect((await ask(host.port, ticket)).status).toBe(403);
    // The same browser that comes back by its history is let in by its cookie.
    expect(await ask(host.port, ticket, { headers: { cookie } })).toMatchObject({ status: 303, headers: { location: '/' } });
  });

  it.each([
    ['no ticket', '/'], ['an empty ticket', '/?ticket='], ['a wrong ticket', `/?ticket=${'a'.repeat(43)}`], ['a page\'s part', '/assets/main-abc.js'],
    ['a picture', '/picture/tile/1/0/0/0'], ['a ticket elsewhere', `/assets/main-abc.js?ticket=${'a'.repeat(43)}`],
  ])('is closed with %s', async (_name, place) => {
    expect(await ask(host.port, place)).toMatchObject({ status: 403 });
  });

  it('is closed with a wrong cookie, and with the cookie of another port', async () => {
    for (const wrong of [`myeloscope-${host.port}=${'a'.repeat(43)}`, cookie.replace(String(host.port), String(host.port + 1)), `x${cookie}`, cookie.slice(0, -1)]) {
      expect((await ask(host.port, '/', { headers: { cookie: wrong } })).status, wrong).toBe(403);
    }
    expect((await ask(host.port, '/', { headers: { cookie: `other=1; ${cookie}` } })).status).toBe(200);
  });

  it('is closed under another name of this machine (DNS rebinding), ticket and cookie or not', async () => {
    for (const name of ['evil.example', `evil.example:${host.port}`, 'localhost', `localhost:${host.port}`, '127.0.0.1', `127.0.0.1:${host.port + 1}`, `[::1]:${host.port}`]) {
      const ticket = host.issueAddress().slice(origin.length);
      expect((await ask(host.port, ticket, { headers: { host: name } })).status, name).toBe(421);
      expect((await ask(host.port, '/', { headers: { host: name, cookie } })).status, name).toBe(421);
    }
  });

  it('is closed to other pages of the same browser', async () => {
    for (const other of ['https://evil.example', 'null', `http://localhost:${host.port}`, `http://127.0.0.1:${host.port + 1}`, `https://127.0.0.1:${host.port}`]) {
      expect((await ask(host.port, '/', { headers: { cookie, origin: other } })).status, other).toBe(403);
      expect((await ask(host.port, `/drop?group=${group}&path=a.tif`, { method: 'POST', headers: { cookie, origin: other }, body: 'x' })).status, other).toBe(403);
    }
    for (const site of ['same-site', 'cross-site']) {
      expect((await ask(host.port, '/picture/tile/1/0/0/0', { headers: { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' } })).status).toBe(403);
    }
  });

  it('is not there for other machines', async (context) => {
    const outer = Object.values(networkInterfaces()).flat().filter((found) => found && !found.internal && found.family === 'IPv4');
    if (!outer.length) context.skip('this machine has no address to the outside');
    for (const found of outer) {
      const outcome = await new Promise((resolve) => { connect(host.port, found!.address).on('connect', () => { resolve('connected'); }).on('error', (error: NodeJS.ErrnoException) => { resolve(error.code); }); });
      expect(outcome).toBe('ECONNREFUSED');
    }
  });
});

describe('the page', () => {
  it('comes with a strict policy and a new nonce each time, and is not kept', async () => {
    const [one, two] = [await ask(host.port, '/', { headers: { cookie } }), await ask(host.port, '/', { headers: { cookie } })];
    const policy = String(one.headers['content-security-policy']);
    expect(one).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'same-origin' } });
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|\*/);
    const nonce = /'nonce-([^']+)'/.exec(policy)![1];
    expect(one.body.toString()).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
    expect(two.headers['content-security-policy']).not.toBe(policy);
  });

  it('gives its parts, kept where their name has a hash', async () => {
    expect(await ask(host.port, '/assets/main-abc.js', { headers: { cookie } })).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': expect.stringContaining('immutable') as string } });
  });

  it.each(['/../outside.html', '/..%2foutside.html', '/%2e%2e/outside.html', '/assets/..%2f..%2foutside.html', '/assets/../../outside.html', '//outside.html', '/..\\outside.html', '/%5c..%5coutside.html',
    '/notes.secret', '/assets', '/index.html%00.js', '/constructor', '/__proto__'])('leads nowhere else: %s', async (place) => {
    const got = await ask(host.port, place, { headers: { cookie } });
    expect([400, 404]).toContain(got.status);
    expect(got.body.toString()).not.toContain('not for the window');
  });

  it('is not changed by any method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) expect((await ask(host.port, '/', { method, headers: asWindow() })).status).toBe(405);
    expect((await ask(host.port, '/%zz', { headers: { cookie } })).status).toBe(400);
  });
});

describe('pictures', () => {
  it('come by address, and are kept under a window\'s own mark', async () => {
    const plain = await ask(host.port, '/picture/tile/3/0/12/7', { headers: { cookie } });
    expect(plain).toMatchObject({ status: 200, headers: { 'content-type': 'image/png', 'cache-control': 'private, no-cache' } });
    expect(plain.body.subarray(1, 4).toString()).toBe('PNG');
    const marked = await ask(host.port, '/picture/@0b7e.3/tile/3/0/12/7', { headers: { cookie } });
    expect(marked).toMatchObject({ status: 200, headers: { 'cache-control': 'private, max-age=86400, immutable', etag: plain.headers.etag } });
    expect(await ask(host.port, '/picture/tile/3/0/12/7', { headers: { cookie, 'if-none-match': String(plain.headers.etag) } })).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    expect((await ask(host.port, '/picture/@0b7e.3/reference/MYB/0', { headers: { cookie } })).headers['cache-control']).toBe('private, no-cache');
  });

  it('that are not there are said so, as a failure', async () => {
    const gone = await ask(host.port, '/picture/tile/404/0/0/0', { headers: { cookie } });
    expect(gone.status).toBe(404);
    expect(JSON.parse(gone.body.toString())).toEqual({ code: 'not-found', sentence: 'The slide is not there.', remedy: 'Put the drive back.' });
    for (const place of ['/picture/', '/picture/tile', '/picture/tile/1/2', '/picture/constructor/1', '/picture/@a/b/c']) expect((await ask(host.port, place, { headers: { cookie } })).status, place).toBe(404);
  });
});

describe('messages', () => {
  it('go both ways as bytes', async () => {
    const { opened, send, replies, socket } = openSocket(host.port, asWindow());
    await opened;
    const cells = new Int32Array([5, -6]);
    send({ kind: 'call', id: 1, name: 'echo', arguments: { cells } });
    await expect.poll(() => replies, patience).toContainEqual({ kind: 'result', id: 1, result: { cells } });
    expect(replies[0]).toMatchObject({ kind: 'event', event: { shell: 'service' } });
    send({ kind: 'call', id: 2, name: 'tell', arguments: {} });
    await expect.poll(() => replies, patience).toContainEqual({ kind: 'event', event: { event: 'casesChanged' } });
    socket.close();
  });

  it('are refused from elsewhere', async () => {
    const wrong: [Record<string, string>, string?][] = [
      [{ origin }], [{ cookie }], [{ cookie, origin: 'https://evil.example' }], [{ cookie, origin: 'null' }], [{ cookie, origin, host: `evil.example:${host.port}` }],
      [{ cookie: `myeloscope-${host.port}=no`, origin }], [asWindow(), '/'], [asWindow(), '/socket/more'],
    ];
    for (const [headers, place] of wrong) await expect(openSocket(host.port, headers, place).opened, JSON.stringify(headers)).rejects.toThrow(/40[34]|421/);
  });

  it('that are refused and reset at once do not end the host', async () => {
    const unheard: Error[] = [];
    const hear = (error: Error): void => { unheard.push(error); };
    process.on('uncaughtExceptionMonitor', hear);
    for (let i = 0; i < 50; i++) {
      const stranger = connect(host.port, '127.0.0.1');
      stranger.on('error', () => { /* it is reset */ });
      await new Promise((resolve) => { stranger.once('connect', resolve); });
      stranger.write(`GET /socket HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`);
      // Before, while and after the refusal is written.
      await setTimeout(i % 4);
      stranger.resetAndDestroy();
    }
    expect((await ask(host.port, '/', { headers: { cookie } })).status).toBe(200);
    process.off('uncaughtExceptionMonitor', hear);
    expect(unheard).toEqual([]);
  });

  it('that are none end the conversation, and nobody else\'s', async () => {
    const other = openSocket(host.port, asWindow());
    await other.opened;
    for (const garbage of [Buffer.from('garbage'), Buffer.alloc(0), Buffer.from([255, 255, 255, 255]), 'a text frame']) {
      const { opened, socket, closed } = openSocket(host.port, asWindow());
      await opened;
      socket.send(garbage);
      expect(await closed).toBe(1007);
    }
    const stranger = openSocket(host.port, asWindow());
    await stranger.opened;
    stranger.send({ kind: 'result', id: 1, result: {} });
    expect(await stranger.closed).toBe(1007);
    const huge = openSocket(host.port, asWindow());
    await huge.opened;
    huge.socket.send(Buffer.alloc(17 * 2 ** 20));
    expect(await huge.closed).toBe(1009);
    const raw = openSocket(host.port, asWindow());
    await raw.opened;
    (raw.socket as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    expect(await raw.closed).toBeGreaterThanOrEqual(1002);
    other.send({ kind: 'call', id: 9, name: 'echo', arguments: { still: 'here' } });
    await expect.poll(() => other.replies, patience).toContainEqual({ kind: 'result', id: 9, result: { still: 'here' } });
    other.socket.close();
  });

  it('that wait are cancelled when the window goes', async () => {
    const { opened, send, socket, replies } = openSocket(host.port, asWindow());
    await opened;
    send({ kind: 'call', id: 1, name: 'wait', arguments: { ms: 60_000 } });
    await expect.poll(() => replies.some(({ kind }) => kind === 'progress'), patience).toBe(true);
    socket.terminate();
    await expect.poll(() => client.call('running', {}), patience).toEqual({ running: 1 });
  });

  it('tell that the service died and came back', async () => {
    const { opened, send, socket, replies } = openSocket(host.port, asWindow());
    await opened;
    send({ kind: 'call', id: 1, name: 'die', arguments: {} });
    await expect.poll(() => replies, patience).toContainEqual(expect.objectContaining({ kind: 'failure', id: 1, failure: expect.objectContaining({ code: 'service-down' }) as unknown }));
    send({ kind: 'call', id: 2, name: 'echo', arguments: { back: true } });
    await expect.poll(() => replies, patience).toContainEqual({ kind: 'result', id: 2, result: { back: true } });
    const states = replies.flatMap((reply) => (reply.kind === 'event' && 'shell' in reply.event && reply.event.shell === 'service' ? [reply.event.state] : []));
    expect(states.slice(-3)).toEqual(['down', 'starting', 'running']);
    socket.close();
  });
});

describe('dropped files', () => {
  const drop = (place: string, body: string | Uint8Array, headers = {}) => ask(host.port, `/drop?${new URLSearchParams({ group, path: place })}`, { method: 'POST', headers: { ...asWindow(), ...headers }, body });

  it('are kept whole in the library, folders as folders', async () => {
    const bytes = Buffer.alloc(300_000, 'slide');
    const one = await drop('Müller, A. 1.svs', bytes);
    const { path: kept, folder: keptFolder } = JSON.parse(one.body.toString()) as { path: string; folder: string };
    expect(kept).toBe(path.join(library, 'dropped', group, 'Müller, A. 1.svs'));
    expect(readFileSync(kept).equals(bytes)).toBe(true);
    expect(keptFolder).toBe(path.dirname(kept));
    const field = JSON.parse((await drop('fields/inner/1.jpg', 'j')).body.toString()) as { path: string; folder: string };
    expect(field).toEqual({ path: path.join(library, 'dropped', group, 'fields', 'inner', '1.jpg'), folder: path.join(library, 'dropped', group, 'fields') });
  });

  it.each([['../../../out.tif', undefined], ['..\\..\\out2.tif', undefined], ['/etc/out.tif', undefined], ['a/../b.tif', undefined], ['.hidden.tif', 'hidden.tif'], ['con.tif', '_con.tif'], ['a\u0000b\u202e.tif', 'ab.tif'],
    ['c:d*.tif', 'cd.tif'], ['', undefined], ['...', undefined], ['a/b/c/d/e/f/g.tif', undefined], [`${'ü'.repeat(300)}.tif`, `${'ü'.repeat(98)}.tif`]])('have names that lead nowhere else: %s', async (given, expected) => {
    const got = await drop(given, 'x');
    if (expected === undefined) expect(got.status).toBe(400);
    else expect(JSON.parse(got.body.toString())).toMatchObject({ path: path.join(library, 'dropped', group, expected) });
    expect(readdirSync(library)).toEqual(['dropped']);
  });

  it('are refused where they are there already, where the disk has no room, and without a size', async () => {
    await drop('twice.tif', 'first');
    expect(await drop('sub/../twice.tif', 'second')).toMatchObject({ status: 400 });
    const again = await drop('tw:ice.tif', 'second');
    expect([again.status, again.body.toString()]).toEqual([400, expect.stringContaining('the same name')]);
    expect(readFileSync(path.join(library, 'dropped', group, 'twice.tif'), 'utf8')).toBe('first');
    const got = await new Promise<number>((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port: host.port, path: `/drop?group=${group}&path=huge.tif`, method: 'POST', headers: { ...asWindow(), 'content-length': String(2 ** 52) } }, (answer) => { resolve(answer.statusCode!); asking.destroy(); });
      asking.on('error', reject);
      asking.flushHeaders();
    });
    expect(got).toBe(507);
    expect((await drop('unsized.tif', 'x', { 'transfer-encoding': 'chunked' })).status).toBe(400);
    expect((await ask(host.port, '/drop?group=../..&path=a.tif', { method: 'POST', headers: asWindow(), body: 'x' })).status).toBe(400);
    expect(existsSync(path.join(library, 'dropped', group, 'huge.tif'))).toBe(false);
  });

  it('that do not arrive whole leave nothing behind, neither now nor from a host that was killed', async () => {
    expect(existsSync(path.join(library, 'dropped', group, killedPart))).toBe(false);
    const other = '11111111-0000-4000-8000-000000000000';
    const asking = request({ host: '127.0.0.1', port: host.port, path: `/drop?group=${other}&path=torn.tif`, method: 'POST', headers: { ...asWindow(), 'content-length': '1000000' } });
    asking.on('error', () => { /* it is torn */ });
    asking.write(Buffer.alloc(100_000));
    await expect.poll(() => existsSync(path.join(library, 'dropped', other)) && readdirSync(path.join(library, 'dropped', other)), patience).toEqual([expect.stringMatching(/^\..*\.part$/)]);
    asking.destroy();
    await expect.poll(() => existsSync(path.join(library, 'dropped', other)), patience).toBe(false);
    await expect.poll(() => existsSync(path.join(library, 'dropped', `${other}.unclaimed`)), patience).toBe(false);
  });

  it('that an ended host left to no case are handed to the service to take away, those in hand are not', async () => {
    const [left, inHand] = ['22222222-0000-4000-8000-000000000000', '33333333-0000-4000-8000-000000000000'];
    const third = path.join(folder, 'third', 'dropped');
    for (const [name, pid] of [[left, 2_147_483_646], [inHand, process.ppid]] as const) {
      mkdirSync(path.join(third, name), { recursive: true });
      writeFileSync(path.join(third, name, killedPart), 'half');
      writeFileSync(path.join(third, name, 'scan.part'), 'a slide of that name');
      writeFileSync(path.join(third, `${name}.unclaimed`), `${String(pid)} ${hostname()}\n`);
    }
    const asked: unknown[] = [];
    const listening: ServiceClient = { ...client, call: (name, given) => { asked.push([name, given]); return Promise.resolve({}); } };
    const next = await openWebHost({ client: listening, libraryDirectory: path.join(folder, 'third'), page: () => servePageFiles(path.join(folder, 'page')) });
    await next.close();
    expect(asked).toEqual([['files.discardDropped', { paths: [path.join(third, left)] }]]);
    expect(existsSync(path.join(third, left, killedPart))).toBe(false);
    expect(existsSync(path.join(third, inHand, killedPart))).toBe(true);
    expect(existsSync(path.join(third, left, 'scan.part'))).toBe(true);
  });

  it('stand as no case\'s until one is made of them', async () => {
    const fresh = '44444444-0000-4000-8000-000000000000';
    await ask(host.port, `/drop?${new URLSearchParams({ group: fresh, path: 'fields/1.jpg' })}`, { method: 'POST', headers: asWindow(), body: 'x' });
    expect(readFileSync(path.join(library, 'dropped', `${fresh}.unclaimed`), 'utf8')).toBe(`${String(process.pid)} ${hostname()}\n`);
  });
});

it('ends when it is told to, with windows open', async () => {
  const second = await openWebHost({ client, libraryDirectory: path.join(folder, 'second'), page: () => servePageFiles(path.join(folder, 'page')) });
  const key = await goIn(second.port, second.issueAddress());
  const { opened, closed } = openSocket(second.port, { cookie: key, origin: `http://127.0.0.1:${second.port}` });
  await opened;
  expect(second.windowCount).toBe(1);
  await second.close();
  expect(await closed).toBe(1001);
  await expect(ask(second.port, '/')).rejects.toThrow('ECONNREFUSED');
});
