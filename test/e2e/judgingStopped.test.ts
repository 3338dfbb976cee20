// A training whose model is there is done, though judging that again was stopped, or failed: the window says so, and offers it again.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDotCase } from '../integration/countedDotCase.ts';
import type { CountedDotCase } from '../integration/countedDotCase.ts';
import { writeOwnModel } from '../integration/ownModel.ts';
import { seriousBarriers } from './barriers.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';
import { nameTwoCells, seedTraining } from './seedTraining.ts';

const found = chromiumForTests();

describe.skipIf('reason' in found)('judging again that did not end', () => {
  let dots: CountedDotCase, window: OpenWindow, page: Page;
  beforeAll(async () => {
    dots = await countDotCase();
    const library = dots.copyLibrary();
    nameTwoCells(library, 'Dr A');
    await seedTraining(library, 'Dr A', { sha256: writeOwnModel(library, 'ours').sha256, end: 'cancelled' });
    window = await openWindow(library);
    ({ page } = window);
    await window.workAs('Dr A');
    await window.show('/training');
    await page.getByRole('button', { name: 'ours Done' }).click();
  });
  afterAll(async () => {
    await window?.close();
    dots?.remove();
  });
  const goesOn = () => page.getByRole('button', { name: 'Go on' }).count();
  const judgeAgain = () => page.getByRole('button', { name: 'Judge again' });

  it('is shown as done, with what was found before, and no checkpoint to go on from', async () => {
    await page.getByText('Only judging it again was stopped.').waitFor();
    await page.getByText('LYT is named worse').waitFor();
    await judgeAgain().waitFor();
    expect(await goesOn()).toBe(0);
    expect(await page.getByText('last checkpoint').count()).toBe(0);
    expect(await seriousBarriers(page)).toEqual([]);
  });

  it('says why judging it again failed, and that it is judged while it is', async () => {
    await judgeAgain().click();
    await page.getByRole('button', { name: /^ours (To be judged|Being judged)$/ }).waitFor();
    await page.getByText('Its model is there. Only judging it again failed.').waitFor({ timeout: 240_000 });
    await page.getByText(/ours can't be judged again: 0 cells of 0 patients are left of those kept apart, and at least 20 of 2 are needed\. What was found before stands\./).waitFor();
    await page.getByRole('button', { name: 'ours Done' }).waitFor();
    await page.getByText('LYT is named worse').waitFor();
    expect(await judgeAgain().isEnabled()).toBe(true);
    expect(await goesOn()).toBe(0);
  });
});
