import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { classInGallery, galleryCount } from './readCounts.ts';
import { useWindowOnDotCase } from './windowOnDotCase.ts';

const found = chromiumForTests();
const patience = { timeout: 30_000 };
const neutrophil = 'Segmented neutrophil', lymphocyte = 'Lymphocyte', myelocyte = 'Myelocyte', monocyte = 'Monocyte';
/** As the count has left them. */
const counted = { [neutrophil]: 32, [lymphocyte]: 28, [myelocyte]: 0, [monocyte]: 0 };

/** A key acts on the cell that the person looks at, once, or on none. Each step leaves the case as it found it. */
describe.skipIf('reason' in found)('keys that act on cells', () => {
  let window: OpenWindow, page: Page, place: string;
  useWindowOnDotCase((atHand) => {
    ({ window, place } = atHand);
    ({ page } = window);
  });

  const grid = (on = page): Locator => on.getByRole('grid', { name: 'Cells by class' });
  const undo = (): Locator => page.getByRole('button', { name: /^Undo/ });
  const countsNow = async () => Object.fromEntries(await Promise.all(Object.keys(counted).map(async (name) => [name, (await galleryCount(page, name)).cells] as const)));
  const galleryHolds = (cells: Readonly<Record<string, number>>) => expect.poll(countsNow, patience).toEqual(cells);
  const nothingDone = async () => {
    await galleryHolds(counted);
    expect(await undo().isEnabled()).toBe(false);
  };
  const takeBack = async () => {
    await expect.poll(() => undo().isEnabled(), patience).toBe(true);
    await page.keyboard.press('Control+z');
  };
  /** The key goes down and repeats, as one does that is held for a moment too long. */
  const hold = async (key: string) => {
    for (let times = 0; times < 4; times++) await page.keyboard.down(key);
    await page.keyboard.up(key);
  };
  const openGallery = async () => {
    await window.show('/worklist');
    await grid().waitFor({ state: 'detached' });
    await window.show(`${place}/gallery`);
    await grid().focus();
    await galleryHolds(counted);
  };
  const chosen = (): Locator => page.getByRole('complementary', { name: 'Cell' }).getByRole('status');
  /** Goes to the slide with the gallery's first cell chosen. Gives what the panel says of it. */
  const openSlide = async (): Promise<string> => {
    await openGallery();
    await page.keyboard.press('Shift+Enter');
    await page.getByRole('application', { name: /^Slide picture/ }).focus();
    return chosen().innerText();
  };
  const filterButton = (): Locator => page.getByRole('button', { name: /^Filter/ });
  const showAll = async () => {
    await filterButton().click();
    await page.getByRole('dialog', { name: 'Filter' }).getByRole('button', { name: 'Show all cells' }).click();
    await page.keyboard.press('Escape');
  };

  it('name one cell while they are held, and move on and on', async () => {
    await openGallery();
    await hold('m');
    await galleryHolds({ ...counted, [neutrophil]: 31, [myelocyte]: 1 });
    await takeBack();
    await nothingDone();
    const ids = await page.getByRole('gridcell', { name: new RegExp(`^${neutrophil}, `) }).evaluateAll((tiles) => tiles.map(({ id }) => id));
    const stoodOn = async () => ids.indexOf(await grid().getAttribute('aria-activedescendant') ?? '');
    const before = await stoodOn();
    await hold('ArrowRight');
    await expect.poll(stoodOn, patience).toBe(before + 4);
  });

  it('accept one cell of a review while they are held', async () => {
    await page.keyboard.press('F2');
    await page.getByText(/^1 of \d/).waitFor();
    await hold('Enter');
    await page.getByText(/^2 of \d/).waitFor();
    await takeBack();
    await page.getByText(/^1 of \d/).waitFor();
    await page.keyboard.press('Escape');
    await nothingDone();
  });

  it('count one cell down the eyepiece while they are held', async () => {
    await window.show(`${place}/differential`);
    await page.getByRole('button', { name: 'Manual counter' }).click();
    await hold('3');
    await page.keyboard.press('s');
    await page.getByText(`Last: ${neutrophil}`).waitFor();
    const tallied = page.getByRole('group', { name: 'Manual counter' }).getByRole('button', { name: /Polychromatic erythroblast/ });
    expect(await tallied.innerText()).toMatch(/\b1$/);
    for (const last of ['Last: Polychromatic erythroblast', 'Nothing counted yet']) {
      await page.keyboard.press('Backspace');
      await page.getByText(last).waitFor();
    }
  });

  it('name the cell that was stood on, though another came before it', async () => {
    await openGallery();
    const stoodOn = await grid().getAttribute('aria-activedescendant');
    const other = await window.another();
    await other.workAs('Dr A');
    await other.show(`${place}/gallery`);
    await other.page.getByRole('gridcell', { name: /^Lymphocyte, / }).first().click();
    await other.page.keyboard.press('m');
    await galleryHolds({ ...counted, [lymphocyte]: 27, [myelocyte]: 1 });
    expect(await grid().getAttribute('aria-activedescendant')).toBe(stoodOn);
    await page.keyboard.press('o');
    await galleryHolds({ [neutrophil]: 31, [lymphocyte]: 27, [myelocyte]: 1, [monocyte]: 1 });
    for (let acts = 0; acts < 2; acts++) {
      await takeBack();
      await galleryHolds(acts === 0 ? { ...counted, [lymphocyte]: 27, [myelocyte]: 1 } : counted);
    }
    await other.page.close();
    await nothingDone();
  });

  it('press the control in focus, and leave the cells alone', async () => {
    await openGallery();
    const rail = classInGallery(page, lymphocyte);
    for (const key of ['Enter', ' ']) {
      await classInGallery(page, neutrophil).click();
      await rail.focus();
      await page.keyboard.press(key);
      await expect.poll(() => rail.getAttribute('aria-current'), patience).toBe('true');
      expect(await page.getByText(/\d selected/).count()).toBe(0);
    }
    await nothingDone();
  });

  it('reach no cell beneath the filter or a menu', async () => {
    await openGallery();
    await filterButton().click();
    const box = page.getByRole('dialog', { name: 'Filter' }).getByRole('checkbox', { name: 'Not reviewed' });
    await box.focus();
    await page.keyboard.press(' ');
    await expect.poll(() => box.isChecked(), patience).toBe(true);
    for (const key of ['Enter', 'm', 'Delete']) await page.keyboard.press(key);
    await page.keyboard.press('Escape');
    await nothingDone();
    await showAll();
    const words = await openSlide();
    await page.getByRole('button', { name: /^Slide 1 of 2|^Slide 2 of 2/ }).click();
    await page.getByRole('menu').waitFor();
    for (const key of ['m', 'Delete']) await page.keyboard.press(key);
    await page.keyboard.press('Escape');
    expect(await chosen().innerText()).toBe(words);
    await window.show(`${place}/gallery`);
    await nothingDone();
  });

  it('belong to the box while one is drawn on the slide, and do nothing to the cell chosen before', async () => {
    const words = await openSlide();
    const box = page.getByRole('img', { name: 'Box being drawn' });
    await page.getByRole('button', { name: 'Exclude area' }).click();
    for (const key of ['m', 'Delete', 'Backspace']) await page.keyboard.press(key);
    await page.getByRole('button', { name: /^Put a box in the middle/ }).click();
    await box.waitFor();
    // What the side shows changes under the task: its keys stay behind the task's.
    await page.getByRole('button', { name: /^Go on to the next cell/ }).click();
    await page.keyboard.press('m');
    await page.keyboard.press('Delete');
    await box.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    expect(await chosen().innerText()).toBe(words);
    expect(await undo().isEnabled()).toBe(false);
    // The class chosen at the side, too, is the box's.
    await page.getByRole('button', { name: 'Add cell' }).click();
    await page.keyboard.press('Enter');
    await box.waitFor();
    const nameBox = () => page.getByRole('group', { name: 'Name the cell' }).getByRole('button', { name: /Myelocyte$|Myelocyte M/ }).click();
    // In the middle lies the cell chosen before: it is counted already, and can't be added again.
    await nameBox();
    await page.getByRole('alert').filter({ hasText: 'The machine has found this cell already: it is in the count.' }).waitFor();
    // Beside it lies none.
    await page.keyboard.press('Enter');
    await box.waitFor();
    for (const key of ['ArrowRight', 'ArrowDown']) for (let step = 0; step < 7; step++) await page.keyboard.press(key);
    await nameBox();
    await expect.poll(() => chosen().innerText(), patience).toMatch(/Myelocyte\s+added/);
    await takeBack();
    await page.keyboard.press('Escape');
    await window.show(`${place}/gallery`);
    await nothingDone();
  });

  it('accept sure calls among the cells that the filter shows, in the gallery and in the review', async () => {
    await openGallery();
    await filterButton().click();
    await page.getByRole('dialog', { name: 'Filter' }).getByRole('checkbox', { name: lymphocyte, exact: true }).check();
    await page.keyboard.press('Escape');
    const dialog = page.getByRole('dialog', { name: 'Accept sure calls' });
    const ask = async () => {
      await page.keyboard.press('F4');
      await dialog.getByRole('combobox').selectOption('50 %');
      await dialog.getByText(`Only among the cells that the filter shows: ${lymphocyte}`).waitFor();
    };
    await page.keyboard.press('F2');
    await page.getByText('1 of 28').waitFor();
    await ask();
    await dialog.getByText('28 cells would be accepted; 0 would be left').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.keyboard.press('Escape');
    await grid().waitFor();
    await ask();
    await dialog.getByRole('button', { name: 'Accept 28 cells' }).click();
    await expect.poll(() => galleryCount(page, lymphocyte), patience).toEqual({ cells: 28, reviewed: 28 });
    expect(await galleryCount(page, neutrophil)).toEqual({ cells: 32, reviewed: 0 });
    await takeBack();
    await showAll();
    await nothingDone();
  });
});
