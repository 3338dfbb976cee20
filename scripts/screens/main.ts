// `npm run screens`: pictures of every screen, light and dark, from the product on its drawn sample case, into docs/screens.
// npm run screens -- [--library DIR]: a library made before, to be quicker; it is reviewed further. In a real Electron where one is
// found (MYELOSCOPE_ELECTRON names it), else in an installed Chromium.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { forkWithNode } from '#main/supervision/forkWithNode.ts';
import type { ServiceClient } from '#main/shell/client/serviceClient.ts';
import { openServiceClient } from '#main/shell/client/serviceClient.ts';
import { photographer } from './photographedWindow.ts';
import { ask, countedSample, firstReader, readTwice, reviewAsFirst } from './reviewSample.ts';
import type { ShownScreen } from './shownScreens.ts';
import { screensOfOneReader, screensOfTwoReaders } from './shownScreens.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'docs/screens');
/** They lie in the repository: small, and good enough to read. */
const mostBytes = 250_000, mostBytesInAll = 4_000_000;
const say = (line: string): void => { process.stderr.write(`${line}\n`); };

const { values } = parseArgs({ options: { library: { type: 'string' } } });
const open = await photographer(say);
const library = values.library === undefined ? mkdtempSync(path.join(tmpdir(), 'screens-')) : path.resolve(process.env['INIT_CWD'] ?? '.', values.library);
mkdirSync(folder, { recursive: true });
let bytesInAll = 0;
try {
  const caseId = await withService(async (client) => {
    const counted = await countedSample(client, say);
    await reviewAsFirst(client, counted);
    await ask(client, 'preferences.set', { preferences: { userName: firstReader } });
    return counted;
  });
  await takeAll(caseId, screensOfOneReader);
  await withService((client) => readTwice(client, caseId));
  await takeAll(caseId, screensOfTwoReaders);
  if (bytesInAll > mostBytesInAll) throw new Error(`The pictures take ${bytesInAll} bytes in all.`);
} finally {
  if (values.library === undefined) rmSync(library, { recursive: true, force: true });
}

/** The product's service on the library, without a window: one program at a time works on it. */
async function withService<Given>(act: (client: ServiceClient) => Promise<Given>): Promise<Given> {
  const client = openServiceClient({
    startService: () => forkWithNode()({ name: 'Myeloscope service', entry: path.join(root, 'src-main/workers/serviceProcess.ts'), args: [library] }),
  });
  try {
    return await act(client);
  } finally {
    await client.close();
  }
}

async function takeAll(caseId: number, screens: readonly ShownScreen[]): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await withService((client) => ask(client, 'preferences.set', { preferences: { theme } }));
    const { page, close } = await open(library);
    try {
      page.setDefaultTimeout(60_000);
      for (const screen of screens) await take(page, theme, caseId, screen);
    } finally {
      await close();
    }
  }
}

async function take(page: Page, theme: 'light' | 'dark', caseId: number, { name, place, show }: ShownScreen): Promise<void> {
  await page.evaluate((fragment) => { location.hash = fragment; }, place(caseId));
  // Made anew: a screen begins as it is first seen.
  await page.reload();
  await page.locator(`:root[data-theme='${theme}']`).waitFor();
  await show(page);
  const bytes = await sharp(await page.screenshot({ animations: 'disabled' })).webp({ quality: 80, effort: 6 }).toBuffer();
  if (bytes.length > mostBytes) throw new Error(`The picture of ${name}, ${theme}, takes ${bytes.length} bytes.`);
  bytesInAll += bytes.length;
  writeFileSync(path.join(folder, `${name}-${theme}.webp`), bytes);
  say(`${name}-${theme}.webp, ${Math.round(bytes.length / 1000)} kB`);
}
