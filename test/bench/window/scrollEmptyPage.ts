import type { Browser } from 'playwright-core';
import { intervalsWhile, installFrameWatch } from './frameWatch.ts';
import { turnWheel } from './hand.ts';
import { openEmptyPage } from './openWindow.ts';

/** The floor of everything that moves: milliseconds from frame to frame while a long empty page is scrolled by the wheel. */
export async function scrollEmptyPage(browser: Browser, forMs: number): Promise<number[]> {
  const page = await openEmptyPage(browser, installFrameWatch);
  await page.evaluate(() => { document.body.style.height = '200000px'; });
  const intervals = await intervalsWhile(page, () => turnWheel(page, 400, 400, forMs));
  await page.context().close();
  return intervals;
}
