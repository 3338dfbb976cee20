// A slide of 39,960 × 29,880 px with 100,000 cells in the real window: how long until it is seen, how evenly it moves under the hand, and
// what it costs to paint one cell anew. Without a graphics card: what a browser does for itself.
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { defaultSettings } from '#shared/settings/defaultSettings.ts';
import type { BenchResult } from './benchResult.ts';
import { benchSlide } from './benchSlide.ts';
import { quantile } from './quantile.ts';
import { timeBarePictures } from './window/barePictures.ts';
import { timeEmptyKeys } from './window/emptyKeys.ts';
import { installFrameWatch, intervalsWhile, takePaintedPx } from './window/frameWatch.ts';
import { dragAround, turnWheel } from './window/hand.ts';
import type { SlideOpening } from './window/opening.ts';
import { openSlideScreen } from './window/opening.ts';
import type { BenchWindow } from './window/openWindow.ts';
import { openWindow } from './window/openWindow.ts';
import { countPageWork } from './window/pageWork.ts';
import { scrollEmptyPage } from './window/scrollEmptyPage.ts';
import { seedCase } from './window/seedCase.ts';
import { seedLibrary } from './window/seedLibrary.ts';

const cells = 100_000;
/** Windows opened anew, each with a service of its own. */
const starts = 3;
const reopenings = 5;
const moveMs = 4000;
const notchesOneWay = 8;
const namings = 20;
const [aimFirstMs, aimMedianMs, aimP95Ms, aimShare] = [1000, 17, 33, 50];
const views = [{ button: 'Whole slide', name: 'whole slide' }, { button: 'Magnification 10 times', name: '10×' }, { button: 'Magnification 40 times', name: '40×' }] as const;

interface SlideTimes {
  readonly first: SlideOpening[];
  readonly again: SlideOpening[];
  readonly floorFirstMs: number[];
  readonly frames: Map<string, { readonly intervalsMs: number[]; readonly workMs: number }>;
  readonly floorFrames: number[];
  readonly namedMs: number[];
  readonly namedPx: number[];
  wholePx: number;
  readonly floorKeysMs: number[];
}

/** Opens the slide as it is opened once a day: service, window and screen are new. The files lie in the machine's memory. */
async function timeOpenings({ page, show }: BenchWindow, caseId: number, times: SlideTimes): Promise<void> {
  // Nobody opens a case within a second of seeing the list.
  await pause(1000);
  times.first.push(await openSlideScreen(page, caseId));
  for (let time = 0; time < reopenings; time++) {
    await pause(800);
    await show('/worklist');
    await page.getByRole('row').nth(1).waitFor();
    times.again.push(await openSlideScreen(page, caseId));
    // A picture of the whole slide in the least time that there is: fetched from the same service, alone.
    times.floorFirstMs.push(await timeBarePictures(page, ['overview/1/768']));
  }
}

async function timeFrames({ browser, page }: BenchWindow, times: SlideTimes): Promise<void> {
  const box = await page.getByRole('application').first().boundingBox();
  const [x, y] = [box!.x + box!.width / 2, box!.y + box!.height / 2];
  for (const { button, name } of views) {
    await page.getByRole('button', { name: button }).click();
    await pause(2500);
    const workSince = await countPageWork(page);
    const moving = await intervalsWhile(page, () => dragAround(page, x, y, moveMs), { onlyMoved: true });
    const zooming = await intervalsWhile(page, () => turnWheel(page, x, y, moveMs, notchesOneWay), { onlyMoved: true });
    const intervalsMs = [...moving, ...zooming];
    times.frames.set(name, { intervalsMs, workMs: await workSince() / intervalsMs.length });
  }
  times.floorFrames.push(...await scrollEmptyPage(browser, moveMs));
}

/** Names cells of the slide by key, one after the other, and counts what is painted for each. */
async function timeNaming(page: Page, times: SlideTimes): Promise<void> {
  await page.getByRole('button', { name: views[2].button }).click();
  await page.keyboard.press('PageDown');
  await pause(2500);
  for (let naming = 0; naming < namings; naming++) {
    await takePaintedPx(page);
    await page.evaluate(() => {
      const timed = window as unknown as { named: Promise<number> };
      timed.named = new Promise((resolve) => {
        window.addEventListener('keydown', ({ timeStamp }) => {
          const look = (): void => {
            if (window.frameWatch!.paintedPx.length === 0) { requestAnimationFrame(look); return; }
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => { resolve(performance.now() - timeStamp); };
            port2.postMessage(null);
          };
          requestAnimationFrame(look);
        }, { capture: true, once: true });
      });
    });
    await page.keyboard.press(defaultSettings.classKeys[naming % 2 === 0 ? 'LYT' : 'MYB']);
    times.namedMs.push(await page.evaluate(() => (window as unknown as { named: Promise<number> }).named));
    // Until the call is on disk and has been painted as such.
    await pause(400);
    times.namedPx.push(Math.max(...await takePaintedPx(page)));
  }
}

async function timeSlide(): Promise<SlideTimes> {
  let caseId = 0;
  const seeded = await seedLibrary(async (library) => { caseId = await seedCase(library, { slide: benchSlide(), patient: 'A large slide', cells, seed: 3 }); });
  const times: SlideTimes = { first: [], again: [], floorFirstMs: [], frames: new Map(), floorFrames: [], namedMs: [], namedPx: [], floorKeysMs: [], wholePx: 0 };
  try {
    for (let start = 1; start <= starts; start++) {
      const window = await openWindow(seeded.directory, installFrameWatch);
      try {
        await timeOpenings(window, caseId, times);
        if (start < starts) continue;
        await timeFrames(window, times);
        await timeNaming(window.page, times);
        times.wholePx = await window.page.locator('canvas.slideCells').evaluate((canvas) => (canvas as HTMLCanvasElement).width * (canvas as HTMLCanvasElement).height);
        times.floorKeysMs.push(...await timeEmptyKeys(window.browser, 2 * namings, 100));
      } finally {
        await window.close();
      }
    }
    return times;
  } finally {
    seeded.remove();
  }
}

export async function bench(): Promise<BenchResult[]> {
  const { first, again, floorFirstMs, frames, floorFrames, namedMs, namedPx, wholePx, floorKeysMs } = await timeSlide();
  const median = (values: readonly number[]): number => quantile(values, 0.5);
  const [firstMs, againMs, floorMs] = [median(first.map(({ pictureMs }) => pictureMs)), median(again.map(({ pictureMs }) => pictureMs)), median(floorFirstMs)];
  const lines: BenchResult[] = [
    { name: 'first picture of the slide', ours: firstMs, peer: floorMs, unit: 'ms', ratio: floorMs / firstMs, aim: { atMost: aimFirstMs }, note: `first time after the start, median of ${String(starts)}; all ${cells.toLocaleString('en')} cells upon it after ${median(first.map(({ cellsMs }) => cellsMs)).toFixed(0)} ms; floor: the service's picture of the whole slide in an empty element` },
    { name: 'first picture, opened again', ours: againMs, peer: floorMs, unit: 'ms', ratio: floorMs / againMs, aim: { atMost: aimFirstMs }, note: `cells upon it after ${median(again.map(({ cellsMs }) => cellsMs)).toFixed(0)} ms` },
  ];
  for (const [view, { intervalsMs, workMs }] of frames) {
    for (const { name, share, atMost } of [{ name: 'median', share: 0.5, atMost: aimMedianMs }, { name: 'p95', share: 0.95, atMost: aimP95Ms }]) {
      const [ours, floor] = [quantile(intervalsMs, share), quantile(floorFrames, share)];
      lines.push({ name: `frame of panning and zooming, ${view}, ${name}`, ours, peer: floor, unit: 'ms', ratio: floor / ours, aim: { atMost }, note: `${String(intervalsMs.length)} frames in which the slide moved, ${workMs.toFixed(0)} ms each of the page's own thread (processor time); floor: scrolling an empty page` });
    }
  }
  const [namedP95, floorKey, paintedPx] = [quantile(namedMs, 0.95), quantile(floorKeysMs, 0.95), Math.max(...namedPx)];
  return [
    ...lines,
    { name: 'one cell named, painted, p95', ours: namedP95, peer: floorKey, unit: 'ms', ratio: floorKey / namedP95, aim: { atMost: aimP95Ms }, note: `median ${median(namedMs).toFixed(0)} ms; floor: an empty page's key to frame` },
    { name: 'one cell named, area painted', ours: paintedPx, peer: wholePx, unit: 'px', ratio: wholePx / paintedPx, aim: aimShare, note: 'the largest of its paintings; beside it all of the canvas' },
  ];
}
