import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumForTests, openBrowser } from './openBrowser.ts';
import type { TestScreen } from './screenForTests.ts';
import { openTestScreen } from './screenForTests.ts';
import { seenInPassing } from './seenInPassing.ts';
import type { StartedHost } from './startHost.ts';
import { startHost } from './startHost.ts';

const root = path.resolve(import.meta.dirname, '../..');
const found = chromiumForTests();
/** A busy machine starts a process slowly. */
const patience = { timeout: 60_000 };
const folder = mkdtempSync(path.join(tmpdir(), 'web-shell-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const isAlive = (pid: number) => existsSync(`/proc/${pid}`);

describe.skipIf('reason' in found)('npm start -- --web', () => {
  let browser: Browser;
  const started: StartedHost[] = [];
  const contexts: BrowserContext[] = [];
  beforeAll(async () => { browser = await openBrowser((found as { program: string }).program); });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    await Promise.all(started.splice(0).map((host) => host.close()));
  });
  afterAll(async () => { await browser.close(); });
  async function start(library: string) {
    const host = await startHost(path.join(folder, library));
    started.push(host);
    return host;
  }
  async function openPage(address: string) {
    const context = await browser.newContext();
    contexts.push(context);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', (error) => { complaints.push(error.message); });
    await page.goto(address);
    return { context, page, complaints };
  }

  it('prints an address that opens the window once, under its strict policy, without a complaint', async () => {
    const host = await start('first');
    expect(host.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?ticket=[\w-]+$/);
    const { page, complaints } = await openPage(host.address);
    await page.getByRole('button', { name: /New case/ }).first().waitFor(patience);
    expect(page.url()).toBe(`${new URL(host.address).origin}/`);
    expect(complaints).toEqual([]);
    const stranger = await browser.newContext();
    contexts.push(stranger);
    const refused = await (await stranger.newPage()).goto(host.address);
    expect(refused!.status()).toBe(403);
    expect(await refused!.text()).toContain('opens Myeloscope once');
  });

  it('opens a second window in the same browser, and none for another page of it', async () => {
    const host = await start('second');
    const { context } = await openPage(host.address);
    const second = await context.newPage();
    await second.goto(new URL(host.address).origin);
    await second.getByRole('button', { name: /New case/ }).first().waitFor(patience);
    // A page of another origin in the same browser, with the same cookies at hand.
    const evil = await context.newPage();
    await context.route('http://evil.example/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>evil</title>' }));
    await evil.goto('http://evil.example/');
    const origin = new URL(host.address).origin;
    const tried = await evil.evaluate(async (place) => ({
      fetched: await fetch(`${place}/`, { credentials: 'include', mode: 'no-cors' }).then((answer) => answer.type, () => 'refused'),
      socket: await new Promise((resolve) => {
        const socket = new WebSocket(`${place.replace('http', 'ws')}/socket`);
        socket.onopen = () => { resolve('open'); };
        socket.onerror = () => { resolve('refused'); };
      }),
      picture: await new Promise((resolve) => {
        const picture = new Image();
        picture.onload = () => { resolve('shown'); };
        picture.onerror = () => { resolve('refused'); };
        picture.src = `${place}/picture/overview/1/64`;
      }),
    }), origin);
    expect(tried).toMatchObject({ socket: 'refused', picture: 'refused' });
  });

  it.skipIf(process.platform !== 'linux')('survives its service being killed, in view, and ends with everything it started', async () => {
    const host = await start('third');
    const { page } = await openPage(host.address);
    await page.getByRole('button', { name: /New case/ }).first().waitFor(patience);
    await expect.poll(() => host.servicePids().length, patience).toBe(1);
    const [killed] = host.servicePids();
    const said = seenInPassing(page, 'is starting again');
    process.kill(killed, 'SIGKILL');
    await said;
    await expect.poll(() => host.servicePids().filter((pid) => pid !== killed).length, patience).toBe(1);
    await page.getByText(/starting again/).first().waitFor({ state: 'hidden', ...patience });
    const [service] = host.servicePids();
    expect(await host.close()).toBe(0);
    await expect.poll(() => isAlive(service), patience).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')('leaves nothing behind when it is killed itself', async () => {
    const host = await start('fourth');
    await expect.poll(() => host.servicePids().length, patience).toBe(1);
    const [service] = host.servicePids();
    host.process.kill('SIGKILL');
    await expect.poll(() => isAlive(service), patience).toBe(false);
  });

  it('takes dropped field pictures into the library, as one folder', async () => {
    const host = await start('fifth');
    const { page } = await openPage(host.address);
    await page.getByRole('button', { name: /New case/ }).first().waitFor(patience);
    const answer = await page.evaluate(async () => {
      const upload = (name: string) => fetch(`/drop?${new URLSearchParams({ group: '00000000-0000-4000-8000-000000000000', path: `fields/${name}` })}`, { method: 'POST', body: new Blob([new Uint8Array(1000)]) });
      return { status: (await upload('1.jpg')).status, folder: ((await (await upload('2.jpg')).json()) as { folder: string }).folder };
    });
    expect(answer).toEqual({ status: 200, folder: path.join(folder, 'fifth/dropped/00000000-0000-4000-8000-000000000000/fields') });
  });
});

it('says in a sentence what it does not understand, and helps', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, ['scripts/start.cjs', 'scripts/startWindow.ts', ...args], { cwd: root, encoding: 'utf8' });
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--library DIR') as string });
  expect(run('--colour')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('--colour') as string });
});

describe('npm start without Electron', () => {
  it.skipIf('reason' in found)('opens a browser\'s own window, and ends when that is closed', async () => {
    let screen: TestScreen;
    try {
      screen = await openTestScreen();
    } catch (error) {
      throw new Error('this test needs a screen', { cause: error });
    }
    const note = path.join(folder, 'browser-args');
    // Stands before the real browser: it notes how it was called, and which process is the window.
    const browser = path.join(folder, 'browser');
    writeFileSync(browser, `#!/bin/sh\nprintf '%s\\n' "$$" "$@" > '${note}'\nexec '${(found as { program: string }).program}' "$@"\n`, { mode: 0o755 });
    const host = spawn(process.execPath, ['scripts/start.cjs', 'scripts/startWindow.ts', '--library', path.join(folder, 'own window')], {
      cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...screen.environment, MYELOSCOPE_ELECTRON: '/no/such/electron', MYELOSCOPE_BROWSER: browser },
    });
    let said = '';
    host.stderr.on('data', (part: Buffer) => { said += part.toString(); });
    const ended = new Promise((resolve) => { host.on('exit', resolve); });
    const args = () => (existsSync(note) ? readNote(note) : []);
    await expect.poll(args, patience).toContainEqual(expect.stringMatching(/^--app=http:\/\/127\.0\.0\.1:\d+\/\?ticket=/));
    expect(said).toContain('window of browser');
    process.kill(Number(args()[0]), 'SIGTERM');
    expect(await ended).toBe(0);
    screen.close();
  });
});

const readNote = (file: string) => readFileSync(file, 'utf8').trim().split('\n');
