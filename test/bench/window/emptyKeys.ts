import type { Browser } from 'playwright-core';
import { openEmptyPage } from './openWindow.ts';

/** The floor of every key: milliseconds from a key going down to the frame made after it, in an empty page that writes one word, for each of `keys`. */
export async function timeEmptyKeys(browser: Browser, keys: number, pauseMs: number): Promise<number[]> {
  const page = await openEmptyPage(browser);
  await page.evaluate(() => {
    const timed = window as unknown as { last: Promise<number> };
    window.addEventListener('keydown', ({ timeStamp }) => {
      document.body.textContent = String(timeStamp);
      timed.last = new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => { resolve(performance.now() - timeStamp); };
          port2.postMessage(null);
        });
      });
    });
  });
  const times: number[] = [];
  for (let key = 0; key < keys; key++) {
    await page.keyboard.press('Enter');
    times.push(await page.evaluate(() => (window as unknown as { last: Promise<number> }).last));
    await page.waitForTimeout(pauseMs);
  }
  await page.context().close();
  return times;
}
