// A scripted reviewer names 500 cells by keys alone, a tenth of them otherwise than the machine, in the real window over the real
// service: how long it waits after each key for the next cell's picture, with the call on disk. Once alone, once while another case is counted,
// once while a candidate is trained.
import { setTimeout as pause } from 'node:timers/promises';
import { defaultSettings } from '#shared/settings/defaultSettings.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';
import type { BenchResult } from './benchResult.ts';
import { benchSlide } from './benchSlide.ts';
import { quantile } from './quantile.ts';
import { timeBareCommits } from './window/bareCommits.ts';
import { timeEmptyKeys } from './window/emptyKeys.ts';
import type { KeyWait } from './window/keyWatch.ts';
import { installKeyWatch, presentedMs, pressAndWait } from './window/keyWatch.ts';
import type { BenchWindow } from './window/openWindow.ts';
import { openWindow } from './window/openWindow.ts';
import { seedCase } from './window/seedCase.ts';
import { seedLibrary } from './window/seedLibrary.ts';
import { seedWaitingCount } from './window/seedWaitingCount.ts';
import { seedWaitingTraining, stepsTrained } from './window/seedWaitingTraining.ts';

const cells = 500;
const correctedEach = 10;
/** How long the reviewer looks at a picture: a fast hand, six cells a second. */
const lookMs = 150;
const floorSamples = 100;
const aimMs = 50;
const otherWorkBeginsWithinMs = 300_000;
/** Cells of another case that are learnt from: as many as a laboratory corrects in a week or two. */
const trainedCells = 200;

interface ReviewTimes { readonly waits: readonly KeyWait[]; readonly presentedMs: readonly number[]; readonly floorMs: readonly number[] }

/** Goes through all cells: Enter agrees, and every tenth is given another class than it has. The last has no next cell to wait for. */
async function review({ page, show }: BenchWindow, caseId: number): Promise<KeyWait[]> {
  await show(`/case/${String(caseId)}/gallery`);
  await page.getByRole('button', { name: /Review one by one/ }).click();
  await page.locator('.reviewPicture[data-current] img').waitFor();
  await pause(2000);
  const waits: KeyWait[] = [];
  for (let cell = 1; cell < cells; cell++) {
    const isMyelocyte = cell % correctedEach === 0 && (await page.locator('.reviewCall').innerText()).includes('Myelocyte');
    waits.push(await pressAndWait(page, cell % correctedEach !== 0 ? 'Enter' : defaultSettings.classKeys[isMyelocyte ? 'LYT' : 'MYB']));
    await pause(lookMs);
  }
  return waits;
}

/** What the machine does beside the review: put into the library before, and how much of it is done by now. */
interface OtherWork { readonly seed: (library: Library) => Promise<number>; readonly done: (library: Library, id: number) => number }

const counting: OtherWork = {
  seed: (library) => seedWaitingCount(library, benchSlide('smear.svs')),
  done: (library, caseId) => library.cells.progressOfCase(caseId).reduce((sum, slide) => sum + slide.counted, 0),
};
const training: OtherWork = {
  seed: async (library) => seedWaitingTraining(library, await seedCase(library, { slide: benchSlide('smear.tif'), patient: 'Learnt from', cells: trainedCells, seed: 6 })),
  done: stepsTrained,
};

/** How much of some other work is done, in the library as it stands. */
function doneOf(directory: string, { done }: OtherWork, id: number): number {
  const library = openLibrary(directory);
  const much = done(library, id);
  library.close();
  return much;
}

/** So many acts must be in the library when it is opened anew, after the service has ended. */
function mustBeKept(directory: string, caseId: number): void {
  const library = openLibrary(directory);
  const acts = library.reviewActs.after(caseId, 'first', 0);
  library.close();
  const corrected = acts.filter(({ kind }) => kind === 'call').length;
  if (acts.length !== cells - 1 || corrected !== Math.floor((cells - 1) / correctedEach)) throw new Error(`${String(acts.length)} acts are in the library, ${String(corrected)} of them corrections: the reviewer made others.`);
}

async function timeReview(other?: OtherWork): Promise<ReviewTimes> {
  let [caseId, otherId] = [0, 0];
  const seeded = await seedLibrary(async (library) => {
    caseId = await seedCase(library, { slide: benchSlide('smear.tif'), patient: 'To review', cells, seed: 5 });
    if (other) otherId = await other.seed(library);
  });
  const { directory } = seeded;
  try {
    const window = await openWindow(directory, installKeyWatch);
    try {
      const patience = performance.now() + otherWorkBeginsWithinMs;
      while (other && doneOf(directory, other, otherId) === 0) {
        if (performance.now() > patience) throw new Error('The other work did not begin.');
        await pause(1000);
      }
      const doneBefore = other ? doneOf(directory, other, otherId) : 0;
      const commits = await timeBareCommits(directory, floorSamples, 20);
      const frames = await timeEmptyKeys(window.browser, floorSamples, lookMs);
      const waits = await review(window, caseId);
      if (other && doneOf(directory, other, otherId) === doneBefore) throw new Error('The other work stood still while the reviewer worked.');
      return { waits, presentedMs: await presentedMs(window.page), floorMs: frames.map((frame, sample) => frame + commits[sample]) };
    } finally {
      await window.close();
      mustBeKept(directory, caseId);
    }
  } finally {
    seeded.remove();
  }
}

function lines(circumstance: string, { waits, presentedMs: presented, floorMs }: ReviewTimes): BenchResult[] {
  const both = waits.map(({ shownMs, keptMs }) => Math.max(shownMs, keptMs));
  const parts = (share: number): string =>
    `picture ${quantile(waits.map(({ shownMs }) => shownMs), share).toFixed(0)} ms, on disk ${quantile(waits.map(({ keptMs }) => keptMs), share).toFixed(0)} ms`;
  const line = (name: string, share: number, note: string): BenchResult => {
    const [ours, floor] = [quantile(both, share), quantile(floorMs, share)];
    return { name: `${circumstance}, ${name}`, ours, peer: floor, unit: 'ms', ratio: floor / ours, note };
  };
  return [
    line('median', 0.5, `${parts(0.5)}; floor: an empty page's key to frame and a bare commit to disk`),
    { ...line('p95', 0.95, `${parts(0.95)}; longest ${Math.max(...both).toFixed(0)} ms; key to frame presented, by the browser's own timing, p95 ${quantile(presented, 0.95).toFixed(0)} ms`), aim: { atMost: aimMs } },
  ];
}

export async function bench(): Promise<BenchResult[]> {
  return [
    ...lines('key to next cell, call on disk', await timeReview()),
    ...lines('the same while another case is counted', await timeReview(counting)),
    ...lines('the same while a candidate is trained', await timeReview(training)),
  ];
}
