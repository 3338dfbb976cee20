import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CountedDotCase } from '../integration/countedDotCase.ts';
import { countDotCase } from '../integration/countedDotCase.ts';
import { writeStrangersModel } from '../integration/strangersModel.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';

const found = chromiumForTests();

/** A stranger's model in the window, from its file to naming cells and back again. */
describe.skipIf('reason' in found)('the models', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'models-walk-'));
  let dots: CountedDotCase, window: OpenWindow, page: Page;
  beforeAll(async () => {
    dots = await countDotCase();
    window = await openWindow(dots.copyLibrary());
    ({ page } = window);
    await window.workAs('Dr A');
    await window.show('/models');
  });
  afterAll(async () => {
    await window?.close();
    dots?.remove();
    rmSync(directory, { recursive: true, force: true });
  });
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  /** What has the focus, where that lies in the dialogue. */
  const focusedText = () => page.evaluate(() => (document.activeElement?.closest('[role=dialog]') ? document.activeElement.textContent : undefined));
  const dialog = (name: string) => page.getByRole('dialog', { name }).or(page.getByRole('alertdialog', { name }));

  it('shows the shipped classifier with its card', async () => {
    await page.getByRole('heading', { name: 'cells', level: 2 }).waitFor();
    await page.getByRole('row', { name: /^NGB Band neutrophil 40 70\.8 % 58 – 82 %/ }).waitFor();
    expect(await page.getByTitle('Band neutrophil shows Segmented neutrophil: 1. One stage off').textContent()).toBe('1');
    await button('Verify').click();
    await page.getByText(/and it names \d of 8 drawn cells rightly/).waitFor();
  });

  it('refuses a damaged file in words, and takes a good one with its classes mapped by hand', async () => {
    await button(/^Import a model/).click();
    await page.getByLabel('Model (ONNX file)', { exact: true }).fill(writeStrangersModel(path.join(directory, 'bad'), new Uint8Array(40)));
    await button('Read').click();
    await dialog('Import a model').getByRole('alert').waitFor();
    expect(await focusedText()).toBe('Read');
    await page.getByLabel('Model (ONNX file)', { exact: true }).fill(writeStrangersModel(directory));
    await button('Read').click();
    await page.getByLabel('Class for seg. neutrophil').waitFor();
    expect(await page.getByLabel('Name here').evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByLabel('Class for seg. neutrophil').selectOption('NGB');
    // What it suggests is a suggestion.
    await page.getByLabel('Class for seg. neutrophil').selectOption('NGS');
    expect(await page.getByLabel('Class for lymphs').inputValue()).toBe('LYT');
    // A name that is one of our own may mean another cell here, too.
    expect(await page.getByLabel('Class for Eosinophil').inputValue()).toBe('EOS');
    await page.getByLabel('Name here').fill('theirs');
    expect(await button('Import').isDisabled()).toBe(true);
    await page.getByLabel('I have compared every class').check();
    await button('Import').click();
    await page.getByText(/theirs is kept\. In a trial it named \d of 3 drawn cells rightly/).waitFor();
    await button('Done').click();
    await page.getByRole('heading', { name: 'theirs', level: 2 }).waitFor();
    await page.getByText('Not calibrated: nobody has measured').waitFor();
  });

  it('lets a person promote it for a reason, and go back in one click', async () => {
    await button('Promote…').click();
    await dialog('Let theirs name cells').waitFor();
    expect(await button('Promote').isDisabled()).toBe(true);
    await page.getByLabel('Reason', { exact: true }).fill('To compare it on a week of cases');
    await button('Promote').click();
    await page.getByRole('button', { name: /^theirs 1.*In use/ }).waitFor();
    await button(/^Go back to cells/).click();
    await page.getByText('From now on cells names the cells of new cases').waitFor();
    await page.getByRole('button', { name: /^cells .*In use/ }).waitFor();
    await button('Who did what').click();
    expect(await page.getByRole('row').allTextContents()).toEqual([expect.anything(), expect.stringMatching(/Went back to cells 0.*Dr A/), expect.stringMatching(/Promoted theirs 1Dr ATo compare it.*Not judged/), expect.anything(), expect.stringMatching(/Imported theirs 1Dr A/)]);
  });

  it('builds a published network, which can be trained and neither promoted nor calibrated', async () => {
    await button(/^Build a network/).click();
    const build = dialog('Build a network').getByRole('button', { name: 'Build', exact: true });
    await page.getByLabel('Name', { exact: true }).fill('cells');
    // What the classifier in use names is chosen.
    await expect.poll(() => page.getByLabel('NGB Band neutrophil').isChecked()).toBe(true);
    expect(await page.getByLabel('MEG Megakaryocyte').isChecked()).toBe(false);
    await page.getByLabel('BAS Basophil').uncheck();
    // Why it can't be built is said where it is.
    await page.getByLabel('Side of its pictures, pixels').fill('16');
    await dialog('Build a network').getByText('A whole number from 32 to 1024.').waitFor();
    expect(await build.isDisabled()).toBe(true);
    await page.getByLabel('Side of its pictures, pixels').fill('40');
    await build.click();
    await dialog('Build a network').getByText(/Pictures of 40 pixels can.t be halved 5 times/).waitFor();
    await page.getByLabel('Side of its pictures, pixels').fill('32');
    await build.click();
    await dialog('Build a network').getByText(/There is a model called cells already/).waitFor();
    // The keys are heard still: focus is on the button that was pressed.
    expect(await focusedText()).toBe('Build');
    await page.keyboard.press('Escape');
    await dialog('Build a network').waitFor({ state: 'detached' });
    await button(/^Build a network/).click();
    await page.getByLabel('Name', { exact: true }).fill('fresh');
    await expect.poll(() => page.getByLabel('NGB Band neutrophil').isChecked()).toBe(true);
    await page.getByLabel('BAS Basophil').uncheck();
    await page.getByLabel('Side of its pictures, pixels').fill('32');
    await build.click();
    await page.getByText('fresh is kept: ResNet-18 (He et al. 2016), untrained.').waitFor();
    expect(await focusedText()).toBe('Done');
    await button('Done').click();
    await page.getByRole('heading', { name: 'fresh', level: 2 }).waitFor();
    await page.getByRole('button', { name: /^fresh 1.*Untrained/ }).waitFor();
    await page.getByText(/it has learnt nothing/).waitFor();
    expect(await page.getByText('No comparison with the classifier in use').count()).toBe(0);
    expect(await page.getByRole('button', { name: /^(Promote…|Calibrate…)$/ }).count()).toBe(0);
    await button('Who did what').click();
    await page.getByRole('row', { name: /Built fresh 1, untrained Dr A/ }).waitFor();
  });

  it('exports and deletes one, and never offers to delete a shipped one', async () => {
    await page.getByRole('button', { name: /^theirs 1/ }).click();
    await button('Export…').click();
    await page.getByLabel('Folder', { exact: true }).fill(path.join(directory, 'out'));
    await button('Export here').click();
    await page.getByText('theirs.onnx.sha256').waitFor();
    await button('Close').last().click();
    await button('Delete…').click();
    await dialog('Delete theirs').waitFor();
    await button('Delete').click();
    await page.getByRole('button', { name: /^theirs/ }).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'cells', level: 2 }).waitFor();
    expect(await button('Delete…').count()).toBe(0);
  });
});
