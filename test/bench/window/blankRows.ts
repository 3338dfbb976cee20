import type { Page } from 'playwright-core';

/** How long a row of the gallery stood in sight, milliseconds, without any of its pictures and without all of them. */
export interface RowWait { readonly blankMs: number; readonly incompleteMs: number }

interface RowWatch { readonly waits: RowWait[]; isRunning: boolean }
declare global { interface Window { rowWatch?: RowWatch } }

/** Runs in the page: looks in each frame at every place of the gallery in which a row should stand. */
function watchRows(): void {
  const watch: RowWatch = { waits: [], isRunning: true };
  window.rowWatch = watch;
  const grid = document.querySelector<HTMLElement>('.galleryGrid')!;
  /** Rows in sight by their number, when they came; and since when they have some pictures, and all. */
  const inSight = new Map<string, { cameAt: number; someAt?: number; allAt?: number }>();
  const settle = (row: string, goneAt: number): void => {
    const { cameAt, someAt = goneAt, allAt = goneAt } = inSight.get(row)!;
    watch.waits.push({ blankMs: someAt - cameAt, incompleteMs: allAt - cameAt });
    inSight.delete(row);
  };
  const look = (now: number): void => {
    const { top, bottom } = grid.getBoundingClientRect();
    const seen = new Set<string>();
    let coveredPx = 0;
    for (const line of grid.querySelectorAll<HTMLElement>('.galleryLine, .galleryHead')) {
      const box = line.getBoundingClientRect();
      // Of what is hidden below the head that stays there is nothing to see; a row of which a sliver is seen counts.
      const height = Math.min(box.bottom, bottom) - Math.max(box.top, top);
      if (height <= 1) continue;
      coveredPx += height;
      if (line.classList.contains('galleryHead')) continue;
      const row = line.getAttribute('aria-rowindex')!;
      seen.add(row);
      const known = inSight.get(row) ?? { cameAt: now };
      inSight.set(row, known);
      const pictures = [...line.querySelectorAll('img')];
      const there = pictures.filter((picture) => picture.complete && picture.naturalWidth > 0).length;
      if (there > 0) known.someAt ??= now;
      if (there === pictures.length) known.allAt ??= now;
    }
    // Where no row stands at all there should be one: a row of its own, blank until something covers the gallery.
    const hole = 'hole';
    if (coveredPx < bottom - top - 40 && grid.scrollTop + grid.clientHeight < grid.scrollHeight) {
      seen.add(hole);
      if (!inSight.has(hole)) inSight.set(hole, { cameAt: now });
    }
    for (const row of inSight.keys()) if (!seen.has(row)) settle(row, now);
    if (watch.isRunning) requestAnimationFrame(look);
    else for (const row of inSight.keys()) settle(row, now);
  };
  requestAnimationFrame(look);
}

/** What each row that came into sight stood without while something was done. Rows that went before their pictures came count as blank for as long as they were seen. */
export async function blankRowsWhile(page: Page, act: () => Promise<void>): Promise<RowWait[]> {
  await page.evaluate(watchRows);
  await act();
  await page.waitForTimeout(500);
  await page.evaluate(() => { window.rowWatch!.isRunning = false; });
  await page.waitForTimeout(100);
  return page.evaluate(() => window.rowWatch!.waits);
}
