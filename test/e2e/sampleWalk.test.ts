import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousBarriers } from './barriers.ts';
import { chromiumForTests, openBrowser } from './openBrowser.ts';
import type { StartedHost } from './startHost.ts';
import { startHost } from './startHost.ts';

const found = chromiumForTests();
const folder = mkdtempSync(path.join(tmpdir(), 'sample-walk-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** The first start, as a stranger meets it: the sample is drawn, counted, reviewed, signed and amended. Each step stands on the one before. */
describe.skipIf('reason' in found)('the sample case, from the first start to an amended report', () => {
  let browser: Browser, host: StartedHost, page: Page;
  const show = async (place: string) => { await page.goto(`${new URL(page.url()).origin}/#${place}`); };
  const caseAddress = () => /#(\/case\/\d+)/.exec(page.url())![1];

  beforeAll(async () => {
    host = await startHost(path.join(folder, 'library'));
    browser = await openBrowser((found as { program: string }).program);
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(host.address);
  });
  afterAll(async () => {
    await browser.close();
    await host.close();
  });

  it('stands on the worklist, counted and ready to review, marked as drawn', async () => {
    const line = page.getByRole('row', { name: /Sample/ });
    await line.waitFor({ timeout: 540_000 });
    await line.getByText('To review').waitFor({ timeout: 540_000 });
    expect(await line.innerText()).toContain('drawn cells, no patient');
    expect(await seriousBarriers(page)).toEqual([]);
  });

  it('is reviewed by keys: a call shows, is undone and comes again', async () => {
    await page.getByRole('row', { name: /Sample/ }).dblclick();
    await page.waitForURL(/#\/case\/\d+/);
    await show(`${caseAddress()}/gallery`);
    await page.getByRole('button', { name: /Review one by one/ }).click();
    await page.getByText(/^1 of \d/).waitFor();
    await page.keyboard.press('m');
    await page.getByText(/^2 of \d/).waitFor();
    const undo = page.getByRole('button', { name: /^Undo/ });
    await expect.poll(() => undo.isEnabled(), { timeout: 20_000 }).toBe(true);
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByRole('button', { name: /^Redo/ }).isEnabled(), { timeout: 20_000 }).toBe(true);
    await page.keyboard.press('Control+y');
    await expect.poll(() => undo.isEnabled(), { timeout: 20_000 }).toBe(true);
    await page.getByText(/^1 of \d/).waitFor();
    // Button and keys are one: each goes back to the cell.
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^2 of \d/).waitFor();
    await undo.click();
    await page.getByText(/^1 of \d/).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^2 of \d/).waitFor();
    await page.keyboard.press('Control+y');
    await page.getByText(/^1 of \d/).waitFor();
    expect(await seriousBarriers(page)).toEqual([]);
  });

  it('shows the slide with its cells', async () => {
    await show(`${caseAddress()}/slide`);
    await page.getByRole('button', { name: /Quality map/ }).waitFor();
    await page.keyboard.press('PageDown');
    await page.getByText(/five best/).waitFor();
  });

  it('adds the review up in the differential', async () => {
    await show(`${caseAddress()}/differential`);
    await page.getByRole('columnheader', { name: 'As the machine left it' }).waitFor();
    await page.getByText('1 of', { exact: false }).first().waitFor();
    expect(await page.getByRole('row', { name: /Total counted/ }).innerText()).toMatch(/\d+\s+100\.0/);
    expect(await seriousBarriers(page)).toEqual([]);
  });

  it('is signed by a named person only, who confirms what is not settled, and can be amended', async () => {
    await show(`${caseAddress()}/report`);
    await page.getByText('Nobody is named who could sign').waitFor();
    const address = caseAddress();
    await show('/settings');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByRole('textbox', { name: /^Name/ }).first().fill('Dr. Vera Blum');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByRole('button', { name: /Dr\. Vera Blum/ }).first().waitFor();
    await show(`${address}/report`);
    await page.getByRole('textbox', { name: 'Conclusion' }).fill('Drawn cells: nothing to conclude.');
    await page.getByText('No conclusion is written').waitFor({ state: 'hidden' });
    await page.getByRole('region', { name: /Page 1 of/ }).waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: /^Sign out/ }).click();
    const dialog = page.getByRole('dialog');
    const sign = dialog.getByRole('button', { name: 'Sign out' });
    expect(await sign.isEnabled()).toBe(false);
    for (const box of await dialog.getByRole('checkbox').all()) await box.check({ force: true });
    await expect.poll(() => sign.isEnabled(), { timeout: 120_000 }).toBe(true);
    await sign.click();
    await page.getByText('Signed, version 1').waitFor();
    await page.getByRole('button', { name: /^Amend/ }).click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('To try an amendment.');
    await page.getByRole('button', { name: 'Open for amendment' }).click();
    await page.getByRole('button', { name: /^Sign the amendment/ }).waitFor();
    expect(await page.getByText('Version 1').count()).toBeGreaterThan(0);
  });

  it('is closed again once the amendment is signed: nothing of it offers a change', async () => {
    await page.getByRole('region', { name: /Page 1 of/ }).waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: /^Sign the amendment/ }).click();
    const dialog = page.getByRole('dialog');
    for (const box of await dialog.getByRole('checkbox').all()) await box.check({ force: true });
    const sign = dialog.getByRole('button', { name: /^Sign/ });
    await expect.poll(() => sign.isEnabled(), { timeout: 120_000 }).toBe(true);
    await sign.click();
    await page.getByText('Signed, version 2').waitFor();
    expect(await page.getByRole('button', { name: 'Case data' }).count()).toBe(0);
    for (const name of [/^Undo/, /^Redo/]) expect(await page.getByRole('button', { name }).isDisabled()).toBe(true);
    await show(`${caseAddress()}/slide`);
    await page.getByText('This case is signed').waitFor();
  });
});
