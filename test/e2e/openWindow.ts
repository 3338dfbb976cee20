import type { Browser, Page } from 'playwright-core';
import { chromiumForTests, openBrowser } from './openBrowser.ts';
import type { StartedHost } from './startHost.ts';
import { startHost } from './startHost.ts';

/** A window of the product in Chromium, on a web host of its own. */
export interface OpenWindow {
  readonly page: Page;
  readonly host: StartedHost;
  readonly browser: Browser;
  /** Goes to a place of the window by its address: `/settings`, `/case/1/gallery`. */
  show(place: string): Promise<void>;
  /** Says who works at this window, where it asks or knows somebody else. */
  workAs(name: string): Promise<void>;
  close(): Promise<void>;
}

/** A busy machine answers slowly. */
const patienceMs = 60_000;

/** Opens the window on a library, in a browser that must be there (`chromiumForTests`). */
export async function openWindow(libraryDirectory: string): Promise<OpenWindow> {
  const [host, browser] = await Promise.all([startHost(libraryDirectory), openBrowser((chromiumForTests() as { program: string }).program)]);
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto(host.address);
  return {
    page, host, browser,
    async show(place) { await page.evaluate((fragment) => { location.hash = fragment; }, place); },
    async workAs(name) {
      const asked = page.getByRole('dialog', { name: 'Who works at this window?' });
      const known = page.getByRole('button', { name: /^User: / });
      await asked.or(known).first().waitFor();
      if (await asked.isVisible()) await asked.getByRole('button', { name: new RegExp(`^${name}, `) }).click();
      else {
        await known.click();
        await page.getByRole('menuitem', { name: new RegExp(`^${name}, `) }).click();
      }
      await page.getByRole('button', { name: `User: ${name}` }).waitFor();
    },
    async close() {
      await browser.close();
      await host.close();
    },
  };
}
