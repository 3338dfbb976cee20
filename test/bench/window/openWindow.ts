import type { Browser, Page } from 'playwright-core';
import { chromiumForTests, openBrowser } from '../../e2e/openBrowser.ts';
import { startHost } from '../../e2e/startHost.ts';

/** A window of the product in a browser without a screen, on the web host over the service. */
export interface BenchWindow {
  readonly browser: Browser;
  readonly page: Page;
  /** Goes to a place of the window (`/case/1/slide`) as a click on it does: nothing is loaded anew. */
  show(place: string): Promise<void>;
  close(): Promise<void>;
}

const size = { width: 1440, height: 900 };

/** An empty page beside a window, for floors. `prepare` as of `openWindow`. */
export async function openEmptyPage(browser: Browser, prepare: (page: Page) => Promise<void> = () => Promise.resolve()): Promise<Page> {
  const page = await (await browser.newContext({ viewport: size })).newPage();
  await prepare(page);
  await page.goto('about:blank');
  return page;
}

/**
 * Starts the host on a library and opens its window at the worklist. `prepare` puts what watches the page into it, before anything
 * of the product is loaded. Fails where no Chromium is installed.
 */
export async function openWindow(libraryDirectory: string, prepare: (page: Page) => Promise<void> = () => Promise.resolve()): Promise<BenchWindow> {
  const found = chromiumForTests();
  if ('reason' in found) throw new Error(found.reason);
  const host = await startHost(libraryDirectory);
  const browser = await openBrowser(found.program).catch(async (cause: unknown) => {
    await host.close();
    throw cause;
  });
  const close = async (): Promise<void> => {
    await browser.close();
    await host.close();
  };
  try {
    const page = await (await browser.newContext({ viewport: size })).newPage();
    page.setDefaultTimeout(60_000);
    await prepare(page);
    await page.goto(host.address);
    await page.getByRole('row').nth(1).waitFor();
    return { browser, page, close, show: async (place) => { await page.evaluate((fragment) => { location.hash = fragment; }, `#${place}`); } };
  } catch (cause) {
    await close();
    throw cause;
  }
}
