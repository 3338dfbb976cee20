import type { Page } from 'playwright-core';

/** A hand's mouse tells its place about so often. */
const mouseMs = 12;
/** A wheel turned fast: notches a second, and pixels a notch. */
const notchMs = 60;
const notchPx = 120;

/** Drags in curves around a place for a while, as one looks over a smear. */
export async function dragAround(page: Page, x: number, y: number, forMs: number): Promise<void> {
  const end = performance.now() + forMs;
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let move = 1; performance.now() < end; move++) {
    await page.mouse.move(x + 250 * Math.sin(move / 18), y + 200 * Math.sin(move / 13));
    await page.waitForTimeout(mouseMs);
  }
  await page.mouse.up();
}

/** Turns the wheel over a place for a while: so many notches one way, then the other. */
export async function turnWheel(page: Page, x: number, y: number, forMs: number, notchesOneWay = Number.POSITIVE_INFINITY): Promise<void> {
  const end = performance.now() + forMs;
  await page.mouse.move(x, y);
  for (let notch = 0; performance.now() < end; notch++) {
    await page.mouse.wheel(0, Math.floor(notch / notchesOneWay) % 2 === 0 ? notchPx : -notchPx);
    await page.waitForTimeout(notchMs);
  }
}

/** Turns pages by key for a while, five a second: as fast as one can look. */
export async function turnPages(page: Page, forMs: number): Promise<void> {
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(200);
  }
}
