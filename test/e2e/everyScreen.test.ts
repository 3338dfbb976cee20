import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDotCase } from '../integration/countedDotCase.ts';
import type { CountedDotCase } from '../integration/countedDotCase.ts';
import { keepJudged } from '../integration/keptJudgement.ts';
import { writeOwnModel } from '../integration/ownModel.ts';
import { seriousBarriers } from './barriers.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';
import { nameTwoCells, seedTraining } from './seedTraining.ts';

const found = chromiumForTests();

/** Every screen and the dialogues that stand over them, with nothing that shuts anybody out, and inside the window at 150 %. */
describe.skipIf('reason' in found)('every screen', () => {
  let dots: CountedDotCase, window: OpenWindow, page: Page;
  beforeAll(async () => {
    dots = await countDotCase();
    const library = dots.copyLibrary();
    nameTwoCells(library, 'Dr A');
    await seedTraining(library, 'Dr A');
    keepJudged(library, writeOwnModel(library, 'theirs'), { name: 'cells', version: '0', sha256: 'a'.repeat(64), experts: [{ name: 'expert', sha256: 'b'.repeat(64) }] });
    window = await openWindow(library);
    ({ page } = window);
    await window.workAs('Dr A');
  });
  afterAll(async () => {
    await window?.close();
    dots?.remove();
  });
  const press = (name: RegExp) => page.getByRole('button', { name }).first().click();
  const dialog = (name: string) => page.getByRole('dialog', { name }).waitFor();
  const heading = (name: string) => page.getByRole('heading', { name }).first().waitFor();

  /** How each is come to, from the one before. */
  const screens: readonly (readonly [name: string, place: string, open: () => Promise<unknown>])[] = [
    ['worklist', '/worklist', () => page.getByRole('row', { name: /^Zoë/ }).waitFor()],
    ['list of keys', '/worklist', async () => { await page.keyboard.press('?'); await dialog('Keys'); }],
    ['new case', '/worklist', async () => { await press(/^New case/); await dialog('New case'); }],
    ['choice of slides', '/worklist', async () => { await press(/^New case/); await press(/^Add slides/); await dialog('Choose slides'); }],
    ['gallery', '/case/1/gallery', () => page.getByRole('rowgroup', { name: 'Lymphocyte' }).waitFor()],
    ['filter', '/case/1/gallery', async () => { await press(/^Filter/); await page.getByRole('dialog').waitFor(); }],
    ['accepting sure calls', '/case/1/gallery', async () => { await page.keyboard.press('F4'); await dialog('Accept sure calls'); }],
    ['review', '/case/1/gallery', async () => { await page.keyboard.press('F2'); await page.getByText(/^1 of \d/).waitFor(); }],
    ['slide', '/case/1/slide', async () => { await press(/^Quality map/); await page.keyboard.press('PageDown'); await heading('Machine’s five best'); }],
    ['excluding an area', '/case/1/slide', async () => { await press(/^Exclude area/); await press(/^Put a box in the middle/); await press(/^Give the reason/); await page.getByRole('dialog').waitFor(); }],
    ['differential', '/case/1/differential', async () => { await press(/^Manual counter/); await page.getByText('Nothing counted yet').waitFor(); }],
    ['report', '/case/1/report', () => page.getByRole('region', { name: /^Page 1 of/ }).waitFor()],
    ['sign-out', '/case/1/report', async () => { await press(/^Sign out/); await dialog('Sign out the report'); }],
    ['second reader', '/case/1/compare', () => page.getByRole('region', { name: 'First reader' }).waitFor()],
    ['comparison of methods', '/experiments', () => heading('Comparison of methods')],
    ['new experiment', '/experiments', async () => { await press(/^New experiment/); await dialog('New experiment'); }],
    ['models', '/models', () => heading('How it misreads')],
    ['promotion of a worse model', '/models', async () => { await press(/^theirs 1/); await press(/^Promote/); await dialog('Let theirs name cells'); await page.getByText('EBP is named worse').last().waitFor(); await page.getByText('whether it is better than that was never judged').last().waitFor(); }],
    ['import of a model', '/models', async () => { await press(/^Import a model/); await dialog('Import a model'); }],
    ['promotions', '/models', async () => { await press(/^Who did what/); await heading('Who promoted what'); }],
    ['agreement over time', '/models', async () => { await press(/^Agreement over time/); await heading('Agreement over time'); }],
    ['training', '/training', () => heading('What would be learnt from')],
    ['a candidate', '/training', async () => { await press(/^ours/); await page.getByText('LYT is named worse').waitFor(); await page.getByText('stranger 2, sees cells at another size or scale and was not compared').waitFor(); await page.getByText('Named wrongly: 10.0 % → 12.5 %').waitFor(); await page.getByText('Reasons to doubt it').click(); }],
    ['cells to learn from', '/training', async () => { await press(/^Show \d+ cells?: /); await page.getByRole('dialog').waitFor(); }],
    ['leaving a case out of trainings', '/training', async () => { await press(/^Leave out Zoë/); await page.getByRole('dialog').waitFor(); }],
    ['new training', '/training', async () => { await press(/^Train a candidate/); await dialog('Train a candidate'); await page.getByText('More settings').click(); }],
    ['local experts', '/models', async () => { await press(/^Local experts/); await heading('Local experts'); }],
    ['settings', '/settings', () => heading('Reference ranges')],
  ];

  it.each(screens)('%s', async (_, place, open) => {
    await window.show('/worklist');
    await window.show(place);
    await open();
    expect(await seriousBarriers(page)).toEqual([]);
    // As a window of 1440 × 900 is at 150 %: nothing but the parts made for it scrolls.
    await page.setViewportSize({ width: 960, height: 600 });
    await expect.poll(() => page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]), { timeout: 5_000 }).toEqual([0, 0]);
    await page.setViewportSize({ width: 1440, height: 900 });
    for (let open = await page.getByRole('dialog').count(); open > 0; open--) await page.keyboard.press('Escape');
  });
});
