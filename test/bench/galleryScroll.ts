// The gallery of a case of 10,000 cells in the real window: how long it takes to open, how evenly it scrolls, and how long a row in sight
// stands without its pictures.
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchResult } from './benchResult.ts';
import { benchSlide } from './benchSlide.ts';
import { quantile } from './quantile.ts';
import { timeBarePictures } from './window/barePictures.ts';
import { blankRowsWhile } from './window/blankRows.ts';
import type { RowWait } from './window/blankRows.ts';
import { installFrameWatch, intervalsWhile } from './window/frameWatch.ts';
import { turnPages, turnWheel } from './window/hand.ts';
import { openGalleryScreen } from './window/opening.ts';
import type { BenchWindow } from './window/openWindow.ts';
import { openWindow } from './window/openWindow.ts';
import { scrollEmptyPage } from './window/scrollEmptyPage.ts';
import { seedCase } from './window/seedCase.ts';
import { seedLibrary } from './window/seedLibrary.ts';

const cells = 10_000;
const starts = 3;
const scrollMs = 8000;
const [aimOpenMs, aimMedianMs, aimP95Ms] = [1000, 17, 33];
/** A blink of an eye takes 100 to 150 ms: the shorter is meant. */
const blinkMs = 100;

interface GalleryTimes { readonly openMs: number[]; readonly floorOpenMs: number[]; readonly wheel: number[]; readonly floorFrames: number[]; readonly wheelRows: RowWait[]; readonly pageRows: RowWait[] }

/** Opens the gallery, and the same pictures bare. */
async function timeOpening({ page }: BenchWindow, caseId: number, times: GalleryTimes): Promise<void> {
  // Nobody opens a case within a second of seeing the list.
  await pause(1000);
  times.openMs.push(await openGalleryScreen(page, caseId));
  const inSight = await page.locator('.galleryGrid img').evaluateAll((pictures) => pictures
    .filter((picture) => picture.getBoundingClientRect().top < window.innerHeight)
    .map((picture) => new URL((picture as HTMLImageElement).src).pathname.replace(/^\/picture\/@[^/]+\//, '')));
  times.floorOpenMs.push(await timeBarePictures(page, inSight));
}

async function timeScrolling({ browser, page }: BenchWindow, times: GalleryTimes): Promise<void> {
  const box = await page.getByRole('grid').boundingBox();
  const [x, y] = [box!.x + box!.width / 2, box!.y + box!.height / 2];
  await pause(3000);
  times.wheel.push(...await intervalsWhile(page, () => turnWheel(page, x, y, scrollMs)));
  times.floorFrames.push(...await scrollEmptyPage(browser, scrollMs));
  // Looked at apart: looking for blank rows costs some of each frame.
  times.wheelRows.push(...await blankRowsWhile(page, () => turnWheel(page, x, y, scrollMs)));
  await page.getByRole('grid').focus();
  times.pageRows.push(...await blankRowsWhile(page, () => turnPages(page, scrollMs)));
}

async function timeGallery(): Promise<GalleryTimes> {
  let caseId = 0;
  const seeded = await seedLibrary(async (library) => { caseId = await seedCase(library, { slide: benchSlide(), patient: 'A large case', cells, seed: 4 }); });
  const times: GalleryTimes = { openMs: [], floorOpenMs: [], wheel: [], floorFrames: [], wheelRows: [], pageRows: [] };
  try {
    for (let start = 1; start <= starts; start++) {
      const window = await openWindow(seeded.directory, installFrameWatch);
      try {
        await timeOpening(window, caseId, times);
        if (start === starts) await timeScrolling(window, times);
      } finally {
        await window.close();
      }
    }
    return times;
  } finally {
    seeded.remove();
  }
}

function blankLine(name: string, rows: readonly RowWait[], floorMs: number): BenchResult {
  const longest = Math.max(...rows.map(({ blankMs }) => blankMs));
  const withoutAll = rows.map(({ incompleteMs }) => incompleteMs);
  return {
    name: `longest time a row stands blank, ${name}`, ours: longest, peer: floorMs, unit: 'ms', ratio: floorMs / longest, aim: { atMost: blinkMs },
    note: `${String(rows.length)} rows came into sight, ${String(rows.filter(({ blankMs }) => blankMs > 0).length)} of them blank at first; until a row's last picture is there: p95 ${quantile(withoutAll, 0.95).toFixed(0)} ms, longest ${Math.max(...withoutAll).toFixed(0)} ms; floor: a frame of an empty page`,
  };
}

export async function bench(): Promise<BenchResult[]> {
  const { openMs, floorOpenMs, wheel, floorFrames, wheelRows, pageRows } = await timeGallery();
  const [open, floorOpen] = [quantile(openMs, 0.5), quantile(floorOpenMs, 0.5)];
  const frame = (name: string, share: number, atMost: number): BenchResult => {
    const [ours, floor] = [quantile(wheel, share), quantile(floorFrames, share)];
    return { name: `frame of scrolling by wheel, ${name}`, ours, peer: floor, unit: 'ms', ratio: floor / ours, aim: { atMost }, note: `${String(wheel.length)} frames, some 2,000 px a second; floor: scrolling an empty page` };
  };
  const floorFrame = quantile(floorFrames, 0.5);
  return [
    { name: `case of ${cells.toLocaleString('en')} cells opened`, ours: open, peer: floorOpen, unit: 'ms', ratio: floorOpen / open, aim: { atMost: aimOpenMs }, note: `until every picture in sight is there, first time after the start, median of ${String(starts)}, longest ${Math.max(...openMs).toFixed(0)} ms; floor: the same pictures in an empty element, when the service knows the slide` },
    frame('median', 0.5, aimMedianMs), frame('p95', 0.95, aimP95Ms),
    blankLine('wheel', wheelRows, floorFrame), blankLine('five pages a second', pageRows, floorFrame),
  ];
}
