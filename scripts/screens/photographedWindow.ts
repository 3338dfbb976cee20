import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { servePageFiles } from '#main/shell/web/pageFiles.ts';
import { electronForTests } from '../../test/e2e/electronForTests.ts';
import { launchElectron } from '../../test/e2e/launchElectron.ts';
import { openTestScreen } from '../../test/e2e/screenForTests.ts';
import { buildWindow } from '../window/buildWindow.ts';
import { findChromium, sandboxArgs } from '../window/findChromium.ts';
import { runWebHost } from '../window/runWebHost.ts';

/** The product's window on a library, for its picture to be taken. */
export interface PhotographedWindow { readonly page: Page; close(): Promise<void> }
export type OpenPhotographedWindow = (library: string) => Promise<PhotographedWindow>;

const size = { width: 1440, height: 900 };
const root = path.resolve(import.meta.dirname, '../..');

/** Builds the window and gives what opens it: in Electron where one is found, else in an installed Chromium. Throws where there is neither. */
export async function photographer(say: (line: string) => void): Promise<OpenPhotographedWindow> {
  await buildWindow(root, 'renderer', say);
  const electron = await electronForTests();
  if ('program' in electron) {
    await buildWindow(root, 'electron', say);
    return (library) => openInElectron(electron.program, library);
  }
  const browserPath = findChromium();
  if (browserPath === undefined) throw new Error(`No Chromium is installed here to take the pictures with, and ${electron.reason}.`);
  say(`In Chromium: ${electron.reason}.`);
  return (library) => openInChromium(browserPath, library, say);
}

async function openInElectron(program: string, library: string): Promise<PhotographedWindow> {
  const screen = await openTestScreen();
  const app = await launchElectron({ program, entry: path.join(root, 'build/electron/main.cjs'), screen, args: [`--library=${library}`] });
  const page = await app.firstWindow();
  await app.evaluate(({ BrowserWindow }, { width, height }) => { BrowserWindow.getAllWindows()[0].setContentSize(width, height); }, size);
  return { page, async close() { await app.close(); screen.close(); } };
}

async function openInChromium(browserPath: string, library: string, say: (line: string) => void): Promise<PhotographedWindow> {
  const { host, end, ended } = await runWebHost(root, { libraryDirectory: library, page: () => servePageFiles(path.join(root, 'build/renderer')) }, say);
  const browser = await chromium.launch({ executablePath: browserPath, args: [...sandboxArgs] });
  const page = await (await browser.newContext({ viewport: size })).newPage();
  await page.goto(host.issueAddress());
  return { page, async close() { await browser.close(); end(); await ended; } };
}
