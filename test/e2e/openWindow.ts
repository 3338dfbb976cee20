import type { Browser, Page } from 'playwright-core';
import { chromiumForTests, openBrowser } from './openBrowser.ts';
import type { StartedHost } from './startHost.ts';
import { startHost } from './startHost.ts';

/** One window of the product: a tab, in which one person works. */
export interface ProductWindow {
  readonly page: Page;
  /** Goes to a place of the window by its address: `/settings`, `/case/1/gallery`. */
  show(place: string): Promise<void>;
  /** Says who works at this window, where it asks or knows somebody else. */
  workAs(name: string): Promise<void>;
}

/** The first window, in Chromium, on a web host of its own. */
export interface OpenWindow extends ProductWindow {
  readonly host: StartedHost;
  readonly browser: Browser;
  /** A second window of the same browser. */
  another(): Promise<ProductWindow>;
  close(): Promise<void>;
}

/** A busy machine answers slowly. */
const patienceMs = 60_000;

/** Opens the window on a library, in a browser that must be there (`chromiumForTests`). */
export async function openWindow(libraryDirectory: string): Promise<OpenWindow> {
  const [host, browser] = await Promise.all([startHost(libraryDirectory), openBrowser((chromiumForTests() as { program: string }).program)]);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(patienceMs);
  const open = async (address: string): Promise<ProductWindow> => {
    const page = await context.newPage();
    await page.goto(address);
    return windowOn(page);
  };
  return {
    ...await open(host.address), host, browser,
    another: () => open(new URL(host.address).origin),
    async close() {
      await browser.close();
      await host.close();
    },
  };
}

function windowOn(page: Page): ProductWindow {
  return {
    page,
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
  };
}
