import type { Locator, Page } from 'playwright-core';

/** The class in the list beside the gallery: its count, and where cells are dropped to be named so. */
export function classInGallery(page: Page, name: string): Locator {
  return page.getByRole('navigation', { name: 'Classes' }).getByRole('button', { name: new RegExp(`^[A-Z]{3} ${name} `) });
}

/** Cells of a class as the gallery counts them, and how many of them are reviewed. */
export async function galleryCount(page: Page, name: string): Promise<{ readonly cells: number; readonly reviewed: number }> {
  const words = await classInGallery(page, name).innerText();
  const [, cells = '0', reviewed = '0'] = /(\d+)\s+cells?, (\d+) reviewed/.exec(words.replace(/(\d),(\d)/g, '$1$2')) ?? [];
  return { cells: Number(cells), reviewed: Number(reviewed) };
}

/** A line of the differential that is open: the count and the percentage as reviewed, as they are written. */
export async function differentialLine(page: Page, name: string): Promise<{ readonly count: string; readonly percent: string }> {
  const cells = page.getByRole('table', { name: /^Differential, / }).getByRole('row', { name: new RegExp(`^([A-Z]{3} )?${name}`) }).first().getByRole('cell');
  const [count, percent] = await cells.allInnerTexts();
  return { count: count.trim(), percent: percent.trim() };
}
