import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bridge } from '#shared/contract/bridge.ts';
import type { Reply } from '#shared/contract/messages.ts';
import { makeTrialProgram } from '../fixtures/shell/trialProgram.ts';
import { electronForTests } from './electronForTests.ts';
import { launchElectron, runElectron } from './launchElectron.ts';
import type { TestScreen } from './screenForTests.ts';
import { openTestScreen } from './screenForTests.ts';

const found = await electronForTests();
/** A busy machine starts a process slowly. */
const patience = { timeout: 30_000 };
type TrialWindow = { myeloscopeBridge: Bridge; replies: Reply[]; fileRan?: boolean; inlineRan?: boolean };

describe('Electron\'s shell', () => {
  let screen: TestScreen;
  let folder: string;
  let app: ElectronApplication;
  let page: Page;
  const entry = () => path.join(folder, 'build/electron/main.cjs');
  const library = () => `--library=${path.join(folder, 'library')}`;
  const slide = () => path.join(folder, 'slide.svs');

  beforeAll(async () => {
    if ('reason' in found) return;
    screen = await openTestScreen();
    folder = await makeTrialProgram();
    writeFileSync(slide(), 'a slide');
    app = await launchElectron({ program: found.program, entry: entry(), screen, args: [library(), slide()] });
    page = await app.firstWindow();
    await page.waitForLoadState();
    await page.evaluate(() => {
      const window = globalThis as unknown as TrialWindow;
      window.replies = [];
      window.myeloscopeBridge.onReply((reply) => { window.replies.push(reply); });
    });
  });
  afterAll(async () => {
    if ('reason' in found) return;
    await app.close();
    screen.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const replies = () => page.evaluate(() => (globalThis as unknown as TrialWindow).replies);
  const send = (id: number, name: string, given: object) => page.evaluate(([number, command, sent]) => {
    (globalThis as unknown as TrialWindow).myeloscopeBridge.send({ kind: 'call', id: number as number, name: command as string, arguments: sent });
  }, [id, name, given] as const);
  const test = (name: string, body: () => Promise<void>) => it(name, async (context) => {
    if ('reason' in found) context.skip(found.reason);
    await body();
  });

  test('shows its page under its own scheme, and tells it what it was opened with', async () => {
    expect(await page.title()).toBe('Trial window');
    expect(page.url()).toBe('smear-app://window/index.html');
    await expect.poll(replies, patience).toContainEqual({ kind: 'event', event: { shell: 'openPaths', paths: [slide()] } });
    expect(await replies()).toContainEqual(expect.objectContaining({ kind: 'event', event: expect.objectContaining({ shell: 'service' }) as unknown }));
  });

  test('gives the page its bridge and nothing of Node or Electron', async () => {
    const seen = await page.evaluate(() => {
      const window = globalThis as unknown as TrialWindow & Record<string, unknown>;
      return { types: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].map((name) => typeof window[name]), bridge: Object.keys(window.myeloscopeBridge).sort(), shell: window.myeloscopeBridge.shell };
    });
    expect(seen).toEqual({ types: Array(6).fill('undefined'), bridge: ['choosePaths', 'onReply', 'pathsOfDropped', 'pictureBase', 'save', 'send', 'shell'], shell: 'electron' });
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0].webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { contextIsolation, sandbox, nodeIntegration, webviewTag, webSecurity } = contents.getLastWebPreferences();
      return { contextIsolation, sandbox, nodeIntegration, webviewTag, webSecurity };
    });
    expect(preferences).toEqual({ contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false, webSecurity: true });
  });

  test('carries calls to the service and typed arrays back', async () => {
    const answer = await page.evaluate(() => new Promise((resolve) => {
      const { myeloscopeBridge } = globalThis as unknown as TrialWindow;
      const end = myeloscopeBridge.onReply((reply) => {
        if (reply.kind !== 'result' || reply.id !== 11) return;
        end();
        const { cells } = reply.result as { cells: unknown };
        resolve({ isArray: cells instanceof Int32Array, values: [...(cells as Int32Array)] });
      });
      myeloscopeBridge.send({ kind: 'call', id: 11, name: 'echo', arguments: { cells: new Int32Array([3, -4]) } });
    }));
    expect(answer).toEqual({ isArray: true, values: [3, -4] });
    await send(12, 'fail', {});
    await expect.poll(replies, patience).toContainEqual({ kind: 'failure', id: 12, failure: { code: 'not-found', sentence: 'The case is gone.', remedy: 'Open another.' } });
  });

  test('shows pictures under their own scheme, readable by the page', async () => {
    const shown = await page.evaluate(async () => {
      const picture = new Image();
      picture.crossOrigin = 'anonymous';
      picture.src = `${(globalThis as unknown as TrialWindow).myeloscopeBridge.pictureBase}tile/3/0/12/7`;
      await picture.decode();
      const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
      canvas.drawImage(picture, 0, 0);
      const gone = await fetch('smear-tile://picture/tile/404/0/0/0');
      return { width: picture.naturalWidth, pixel: [...canvas.getImageData(0, 0, 1, 1).data], status: gone.status, failure: await gone.json() as unknown };
    });
    expect(shown).toEqual({ width: 1, pixel: [128, 128, 128, 255], status: 404, failure: { code: 'not-found', sentence: 'The slide is not there.', remedy: 'Put the drive back.' } });
  });

  test('opens nothing, runs nothing inline, and reaches no network', async () => {
    const tried = await page.evaluate(async () => {
      const window = globalThis as unknown as TrialWindow & { open(address: string): unknown };
      const refused = (address: string) => fetch(address).then(() => 'reached', () => 'refused');
      return {
        file: window.fileRan, inline: window.inlineRan, opened: window.open('https://example.com/') === null,
        fetched: await Promise.all(['https://example.com/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'smear-app://other/index.html', 'smear-tile://elsewhere/tile/1/0/0/0'].map(refused)),
        outside: (await fetch('smear-app://window/..%2f..%2fpackage.json')).status,
        code: (() => { try { return (0, eval)('1') as number; } catch { return 'refused'; } })(),
        permission: await Notification.requestPermission(),
      };
    });
    expect(tried).toEqual({ file: true, inline: undefined, opened: true, fetched: Array(5).fill('refused'), outside: 404, code: 'refused', permission: 'denied' });
  });

  test('tells where a dropped file lies', async () => {
    await page.setInputFiles('#files', slide());
    const paths = await page.evaluate(() => (globalThis as unknown as TrialWindow).myeloscopeBridge.pathsOfDropped(
      [...(document.querySelector('#files') as HTMLInputElement).files!], { signal: new AbortController().signal, onProgress: () => undefined, onKept: () => undefined },
    ));
    expect(paths).toEqual([slide()]);
  });

  test('saves where the person says, and tells in words what hinders it', async () => {
    const save = (to: string) => app.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === '', filePath }); }, to)
      .then(() => page.evaluate(() => (globalThis as unknown as TrialWindow).myeloscopeBridge.save('report.txt', 'text/plain', new Uint8Array([104, 105]))));
    const file = path.join(folder, 'report.txt');
    writeFileSync(file, 'the report of yesterday');
    expect(await save(file)).toEqual({ kind: 'saved', place: file });
    expect(readFileSync(file, 'utf8')).toBe('hi');
    expect(await save('')).toEqual({ kind: 'notWanted' });
    expect(await save(path.join(folder, 'away', 'report.txt'))).toEqual({
      kind: 'failed', failure: { code: 'not-found', sentence: `${path.join(folder, 'away', 'report.txt')} can't be written: the folder ${path.join(folder, 'away')} is not there.`, remedy: 'Check whether its drive is connected, or save it in another folder.' },
    });
  });

  test('hands menu commands to the page', async () => {
    const labels = await app.evaluate(({ Menu }) => {
      const menu = Menu.getApplicationMenu()!;
      const items = menu.items.flatMap(({ submenu }) => submenu?.items ?? []);
      for (const label of ['New case', 'Undo', 'Redo', 'Keys']) items.find((entry) => entry.label === label)!.click();
      return menu.items.map(({ label }) => label);
    });
    expect(labels).toEqual(['&File', '&Edit', '&View', '&Help']);
    for (const command of ['newCase', 'undo', 'redo', 'keys']) await expect.poll(replies, patience).toContainEqual({ kind: 'event', event: { shell: 'menu', command } });
  });

  test('survives its service, and says so', async () => {
    await send(21, 'wait', { ms: 60_000 });
    await send(22, 'die', {});
    for (const id of [21, 22]) await expect.poll(replies, patience).toContainEqual(expect.objectContaining({ kind: 'failure', id, failure: expect.objectContaining({ code: 'service-down' }) as unknown }));
    await send(23, 'echo', { back: true });
    await expect.poll(replies, patience).toContainEqual({ kind: 'result', id: 23, result: { back: true } });
    const states = (await replies()).flatMap((reply) => (reply.kind === 'event' && 'shell' in reply.event && reply.event.shell === 'service' ? [reply.event.state] : []));
    expect(states.slice(-3)).toEqual(['down', 'starting', 'running']);
  });

  test('is started once a library: a second start hands over its slides and ends', async () => {
    if ('reason' in found) return;
    const second = path.join(folder, 'second.svs');
    writeFileSync(second, 'another');
    expect(await runElectron({ program: found.program, entry: entry(), screen, args: [library(), second] })).toBe(0);
    await expect.poll(replies, patience).toContainEqual({ kind: 'event', event: { shell: 'openPaths', paths: [second] } });
    expect(app.windows()).toHaveLength(1);
  });

  test('opens a slide that the system names before the program is ready, as macOS does', async () => {
    if ('reason' in found) return;
    const [early, named] = [path.join(folder, 'build/electron/early.cjs'), path.join(folder, 'early.svs')];
    writeFileSync(named, 'a slide');
    writeFileSync(early, `require('./main.cjs'); require('electron').app.emit('open-file', { preventDefault() {} }, ${JSON.stringify(named)});`);
    const started = await launchElectron({ program: found.program, entry: early, screen, args: [`--library=${path.join(folder, 'other')}`] });
    try {
      const window = await started.firstWindow();
      await window.waitForLoadState();
      const opened = await window.evaluate(() => new Promise((resolve) => {
        const paths: string[] = [];
        (globalThis as unknown as TrialWindow).myeloscopeBridge.onReply((reply) => { if (reply.kind === 'event' && 'shell' in reply.event && reply.event.shell === 'openPaths') paths.push(...reply.event.paths); });
        setTimeout(() => { resolve(paths); }, 3000);
      }));
      expect(opened).toContain(named);
    } finally {
      await started.close();
    }
  });

  test('begins anew when its page is loaded again', async () => {
    await page.reload();
    const again = await page.evaluate(() => new Promise((resolve) => {
      const { myeloscopeBridge } = globalThis as unknown as TrialWindow;
      myeloscopeBridge.onReply((reply) => { if (reply.kind === 'result') resolve(reply.result); });
      myeloscopeBridge.send({ kind: 'call', id: 1, name: 'running', arguments: {} });
    }));
    expect(again).toEqual({ running: 1 });
  });

  // The last one: what drives the page waits for ever for a navigation that was refused.
  test('goes nowhere else', async () => {
    await page.evaluate(() => { (document.querySelector('#out') as HTMLAnchorElement).click(); });
    await page.evaluate(() => { location.href = 'file:///etc/passwd'; });
    await page.evaluate(() => { location.href = 'smear-app://other/index.html'; });
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()))).toEqual(['smear-app://window/index.html']);
  });
});
