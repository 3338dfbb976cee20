import type { Page } from 'playwright-core';

/** What a person waited for after one key of a review, milliseconds from the key going down. */
export interface KeyWait {
  /** Until the frame with the next cell's picture was made. */
  readonly shownMs: number;
  /** Until the window knew from the service that the call is on disk: it answers after its transaction. */
  readonly keptMs: number;
}

interface KeyWatch {
  /** What the last key took, once it has taken it. */
  last: Promise<KeyWait>;
  /** From key to presented frame by the browser's own reckoning, in steps of 8 ms; keys of less than 16 ms are not among them. */
  readonly presentedMs: number[];
}
declare global { interface Window { keyWatch?: KeyWatch } }

/** Runs in the page, before anything of the product: the product's own listener then comes after this one. */
function watchKeys(): void {
  const watch: KeyWatch = { last: new Promise(() => undefined), presentedMs: [] };
  window.keyWatch = watch;
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') watch.presentedMs.push(duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  const cellShown = (): string | null | undefined => document.querySelector('.reviewPictures')?.getAttribute('data-cell');
  const isPictureThere = (): boolean => {
    const picture = document.querySelector<HTMLImageElement>('.reviewPicture[data-current] img');
    return picture !== null && picture.complete && picture.naturalWidth > 0;
  };
  /** The cell before the one looked at has a tick: no dots, as long as its call is on its way. */
  const isKept = (): boolean => document.querySelector('.reviewStrip li:has(+ [data-current]) .galleryTick')?.textContent === '✓';
  window.addEventListener('keydown', ({ timeStamp }) => {
    const before = cellShown();
    const shown = new Promise<number>((resolve) => {
      const look = (): void => {
        if (cellShown() === before || !isPictureThere()) { requestAnimationFrame(look); return; }
        // What is posted in a frame's callback arrives when the frame has been made.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { resolve(performance.now() - timeStamp); };
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
    const kept = new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (cellShown() === before || !isKept()) return;
        observer.disconnect();
        resolve(performance.now() - timeStamp);
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    watch.last = Promise.all([shown, kept]).then(([shownMs, keptMs]) => ({ shownMs, keptMs }));
  }, { capture: true });
}

/** Has the page tell what each key of a review takes. To be called before the window is loaded. */
export async function installKeyWatch(page: Page): Promise<void> {
  await page.addInitScript(watchKeys);
}

/** Presses a key and waits until the next cell is shown and the call on disk. */
export async function pressAndWait(page: Page, key: string): Promise<KeyWait> {
  await page.keyboard.press(key);
  return page.evaluate(() => window.keyWatch!.last);
}

export async function presentedMs(page: Page): Promise<number[]> {
  return page.evaluate(() => window.keyWatch!.presentedMs);
}
