// `npm run screens`: pictures of every screen, light and dark, from the product on its drawn sample case, into docs/screens.
// npm run screens -- [--library DIR]: a library made before, to be quicker; it is reviewed further. Needs an installed Chromium.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { servePageFiles } from '#main/shell/web/pageFiles.ts';
import { buildWindow } from '../window/buildWindow.ts';
import { findChromium, sandboxArgs } from '../window/findChromium.ts';
import { runWebHost } from '../window/runWebHost.ts';
import { ask, countedSample, firstReader, readTwice, reviewAsFirst } from './reviewSample.ts';
import type { ShownScreen } from './shownScreens.ts';
import { screensOfOneReader, screensOfTwoReaders } from './shownScreens.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'docs/screens');
const size = { width: 1440, height: 900 };
/** They lie in the repository: small, and good enough to read. */
const mostBytes = 250_000, mostBytesInAll = 4_000_000;
const say = (line: string): void => { process.stderr.write(`${line}\n`); };

const { values } = parseArgs({ options: { library: { type: 'string' } } });
const browserPath = findChromium();
if (browserPath === undefined) throw new Error('No Chromium is installed here to take the pictures with.');
const library = values.library === undefined ? mkdtempSync(path.join(tmpdir(), 'screens-')) : path.resolve(process.env['INIT_CWD'] ?? '.', values.library);
mkdirSync(folder, { recursive: true });

await buildWindow(root, 'renderer', say);
const { host, client, end, ended } = await runWebHost(root, { libraryDirectory: library, page: () => servePageFiles(path.join(root, 'build/renderer')) }, say);
const browser = await chromium.launch({ executablePath: browserPath, args: [...sandboxArgs] });
let bytesInAll = 0;
try {
  const caseId = await countedSample(client, say);
  await reviewAsFirst(client, caseId);
  await ask(client, 'preferences.set', { preferences: { userName: firstReader } });
  const page = await (await browser.newContext({ viewport: size })).newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(host.issueAddress());
  const origin = new URL(page.url()).origin;
  for (const screen of screensOfOneReader) await takeBoth(page, origin, caseId, screen);
  await readTwice(client, caseId);
  for (const screen of screensOfTwoReaders) await takeBoth(page, origin, caseId, screen);
  if (bytesInAll > mostBytesInAll) throw new Error(`The pictures take ${bytesInAll} bytes in all.`);
} finally {
  await browser.close();
  end();
  await ended;
  if (values.library === undefined) rmSync(library, { recursive: true, force: true });
}

async function takeBoth(page: Page, origin: string, caseId: number, { name, place, show }: ShownScreen): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await ask(client, 'preferences.set', { preferences: { theme } });
    // Away and back: a screen begins as it is first seen.
    await page.goto('about:blank');
    await page.goto(`${origin}/#${place(caseId)}`);
    await page.locator(`:root[data-theme='${theme}']`).waitFor();
    await show(page);
    const bytes = await sharp(await page.screenshot({ animations: 'disabled' })).webp({ quality: 80, effort: 6 }).toBuffer();
    if (bytes.length > mostBytes) throw new Error(`The picture of ${name}, ${theme}, takes ${bytes.length} bytes.`);
    bytesInAll += bytes.length;
    writeFileSync(path.join(folder, `${name}-${theme}.webp`), bytes);
    say(`${name}-${theme}.webp, ${Math.round(bytes.length / 1000)} kB`);
  }
}
