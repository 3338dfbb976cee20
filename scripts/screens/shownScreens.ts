import type { Page } from 'playwright-core';

/** A screen for its picture: how to come there, and when it is all there. */
export interface ShownScreen {
  readonly name: string;
  /** Address in the window. */
  readonly place: (caseId: number) => string;
  readonly show: (page: Page) => Promise<void>;
}

/** Pictures that arrive one by one are there when none is on its way for a moment. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await new Promise((resolve) => { setTimeout(resolve, 1500); });
}

async function clickSettled(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click();
  await settle(page);
}

/** Every screen of one reader's work, in the order of the work. */
export const screensOfOneReader: readonly ShownScreen[] = [
  { name: 'worklist', place: () => '/worklist', show: async (page) => { await page.getByRole('row', { name: /Sample/ }).waitFor(); await settle(page); } },
  { name: 'new-case', place: () => '/worklist', show: async (page) => {
    await page.getByRole('row', { name: /Sample/ }).waitFor();
    await clickSettled(page, /^New case/);
  } },
  { name: 'slide', place: (id) => `/case/${id}/slide`, show: async (page) => {
    await page.getByRole('button', { name: /Quality map/ }).waitFor();
    await settle(page);
    for (let step = 0; step < 3; step++) await page.keyboard.press('PageDown');
    await page.getByText(/five best/).waitFor();
    await clickSettled(page, /^Magnification 20 times/);
  } },
  { name: 'gallery', place: (id) => `/case/${id}/gallery`, show: async (page) => {
    await page.getByRole('grid', { name: 'Cells by class' }).waitFor();
    await settle(page);
  } },
  { name: 'review', place: (id) => `/case/${id}/gallery`, show: async (page) => {
    await page.getByRole('button', { name: /Review one by one/ }).click();
    await page.getByText(/^1 of \d/).waitFor();
    await settle(page);
  } },
  { name: 'differential', place: (id) => `/case/${id}/differential`, show: async (page) => {
    await page.getByRole('table', { name: /^Differential, / }).waitFor();
    // Intervals with the machine's errors are simulated for some seconds.
    await page.getByText('…', { exact: true }).first().waitFor({ state: 'hidden', timeout: 120_000 });
    await settle(page);
  } },
  { name: 'report', place: (id) => `/case/${id}/report`, show: async (page) => {
    await page.getByRole('region', { name: /Page 1 of/ }).waitFor({ timeout: 120_000 });
    await settle(page);
  } },
  ...(['models', 'training', 'experiments'] as const).map((name): ShownScreen => ({ name, place: () => `/${name}`, show: async (page) => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await settle(page);
  } })),
  { name: 'settings', place: () => '/settings', show: async (page) => { await page.getByRole('heading', { name: 'Class keys' }).waitFor(); await settle(page); } },
  { name: 'keys', place: (id) => `/case/${id}/gallery`, show: async (page) => {
    await page.getByRole('grid', { name: 'Cells by class' }).waitFor();
    await settle(page);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  } },
];

/** What there is once two readers have finished. */
export const screensOfTwoReaders: readonly ShownScreen[] = [
  { name: 'second-reader', place: (id) => `/case/${id}/compare`, show: async (page) => {
    await page.getByText('Cells on which they differ').waitFor();
    await settle(page);
  } },
];
