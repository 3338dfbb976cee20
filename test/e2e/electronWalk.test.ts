import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWindow } from '../../scripts/window/buildWindow.ts';
import { drawSmallSmear, makeDrawnCase } from './drawnCase.ts';
import { electronForTests } from './electronForTests.ts';
import { launchElectron } from './launchElectron.ts';
import type { TestScreen } from './screenForTests.ts';
import { openTestScreen } from './screenForTests.ts';
import { seenInPassing } from './seenInPassing.ts';
import { servicePids } from './servicePids.ts';

const root = path.resolve(import.meta.dirname, '../..');
const found = await electronForTests();
/** A busy machine answers slowly. */
const patienceMs = 90_000;

/** The product itself in a real Electron, its service in a Node beside it. Each step stands on the one before. */
describe('the product in Electron', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'electron-walk-'));
  const library = path.join(folder, 'library');
  let screen: TestScreen, app: ElectronApplication, page: Page, caseId: number, slide: string;

  const start = async (...paths: string[]) => {
    app = await launchElectron({ program: (found as { program: string }).program, entry: path.join(root, 'build/electron/main.cjs'), screen, args: [`--library=${library}`, ...paths] });
    page = await app.firstWindow();
    page.setDefaultTimeout(patienceMs);
  };
  const show = (place: string) => page.evaluate((fragment) => { location.hash = fragment; }, place);
  const chooseInMenu = (label: string) => app.evaluate(({ Menu }, wanted) => {
    Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []).find((entry) => entry.label === wanted)!.click();
  }, label);
  const button = (name: RegExp) => page.getByRole('button', { name });
  const isEnabled = (name: RegExp) => expect.poll(() => button(name).isEnabled(), { timeout: patienceMs });

  beforeAll(async () => {
    if ('reason' in found) return;
    screen = await openTestScreen();
    await buildWindow(root, 'renderer', console.log);
    await buildWindow(root, 'electron', console.log);
    caseId = await makeDrawnCase(library, folder);
    slide = await drawSmallSmear(folder, 'second smear.tif', 8);
    await start(slide);
  });
  afterAll(async () => {
    if ('reason' in found) return;
    await app.close();
    screen.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const step = (name: string, body: () => Promise<void>) => it(name, async (context) => {
    if ('reason' in found) context.skip(found.reason);
    await body();
  });

  step('opens the slide that it was started with as a new case, and counts it', async () => {
    const dialog = page.getByRole('dialog', { name: 'New case' });
    await dialog.getByText('second smear.tif').first().waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Opened by its file');
    await dialog.getByRole('textbox', { name: /Cells to count/ }).fill('8');
    await dialog.getByRole('button', { name: 'Count', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('row', { name: /Opened by its file/ }).getByText('To review').waitFor({ timeout: 300_000 });
  });

  step('shows the sample on the worklist and opens it by key', async () => {
    const line = page.getByRole('row', { name: /Sample/ });
    expect(await line.innerText()).toContain('drawn cells, no patient');
    await line.click();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`#/case/${caseId}/`));
    await page.getByRole('tab', { name: /Slide/ }).waitFor();
  });

  step('is reviewed by keys, with undo and redo of the native menu', async () => {
    await page.keyboard.press('Alt+2');
    await page.getByRole('grid', { name: 'Cells by class' }).waitFor();
    await page.keyboard.press('F2');
    await page.getByText(/^1 of \d/).waitFor();
    await page.keyboard.press('m');
    await page.getByText(/^2 of \d/).waitFor();
    await isEnabled(/^Undo/).toBe(true);
    await chooseInMenu('Undo');
    await isEnabled(/^Redo/).toBe(true);
    await chooseInMenu('Redo');
    await isEnabled(/^Redo/).toBe(false);
    await isEnabled(/^Undo/).toBe(true);
  });

  step('adds it up in the differential', async () => {
    await page.keyboard.press('Alt+3');
    await page.getByRole('table', { name: /^Differential, / }).waitFor();
    expect(await page.getByRole('row', { name: /Total counted/ }).innerText()).toMatch(/\d+\s+100\.0/);
    await page.getByText(/\b1 of \d+ cells/).first().waitFor();
  });

  step('shows the report\'s page, and takes back typing in its texts before any call', async () => {
    await page.keyboard.press('Alt+4');
    const sheet = page.getByRole('region', { name: /Page 1 of/ });
    await sheet.waitFor();
    await expect.poll(() => sheet.locator('canvas').first().evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(data.filter((_, i) => i % 4 === 0)).size;
    }), { timeout: patienceMs }).toBeGreaterThan(50);
    const conclusion = page.getByRole('textbox', { name: 'Conclusion' });
    await conclusion.click();
    await page.keyboard.type('Drawn.');
    await chooseInMenu('Undo');
    await expect.poll(() => conclusion.inputValue()).not.toBe('Drawn.');
    await isEnabled(/^Undo/).toBe(true);
  });

  step('shows the other screens whole: its browser is older than that of the other tests', async () => {
    const heading = (name: string) => page.getByRole('heading', { name });
    const screens = [
      ['worklist', page.getByRole('row', { name: /Sample/ })], [`case/${caseId}/slide`, button(/^Magnification 20 times/)],
      [`case/${caseId}/compare`, page.getByRole('region', { name: 'First reader' })], ['models', heading('How it misreads')],
      ['training', heading('What would be learnt from')], ['experiments', heading('Comparison of methods')], ['settings', heading('Class keys')],
    ] as const;
    for (const [place, sight] of screens) {
      await show(`/${place}`);
      await sight.first().waitFor();
      expect(await page.getByText('Something in this window went wrong').count()).toBe(0);
    }
  });

  step('survives its service in view, and the review goes on', async () => {
    await show(`/case/${caseId}/gallery`);
    await page.keyboard.press('F2');
    await page.getByText(/^1 of \d/).waitFor();
    const service = servicePids(app.process().pid!);
    expect(service).toHaveLength(1);
    const said = seenInPassing(page, 'is starting again');
    process.kill(service[0], 'SIGKILL');
    await said;
    await page.getByText('The counting service runs again.').waitFor();
    expect(servicePids(app.process().pid!)).not.toEqual(service);
    await page.keyboard.press('s');
    await page.getByText(/^2 of \d/).waitFor();
    await show(`/case/${caseId}/differential`);
    await page.getByText(/\b2 of \d+ cells/).first().waitFor();
  });

  step('does what its menu says', async () => {
    await chooseInMenu('Keys');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await chooseInMenu('Settings');
    await page.getByRole('heading', { name: 'People' }).waitFor();
    // Tries each provider in a process of its own, which must start below Electron too.
    await button(/^Test this machine/).click();
    await page.getByText(/^Counts run on:/).waitFor({ timeout: 300_000 });
    await chooseInMenu('Worklist');
    await page.getByRole('row', { name: /Sample/ }).waitFor();
    await chooseInMenu('New case');
    await page.getByRole('dialog', { name: 'New case' }).waitFor();
    await page.keyboard.press('Escape');
  });

  step('comes back as it was left: place, size and theme of the window', async () => {
    await button(/^Look/).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).or(page.getByRole('menuitem', { name: 'Dark' })).click();
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0].setBounds({ x: 60, y: 40, width: 1210, height: 777 }); });
    const boundsNow = () => app.evaluate(({ BrowserWindow }) => { const { width, height } = BrowserWindow.getAllWindows()[0].getBounds(); return { width, height }; });
    await expect.poll(boundsNow).toEqual({ width: 1210, height: 777 });
    await app.close();
    expect(JSON.parse(readFileSync(path.join(library, 'window/electron/window.json'), 'utf8'))).toMatchObject({ width: 1210, height: 777, isMaximized: false });
    await start();
    await page.getByRole('row', { name: /Sample/ }).waitFor();
    expect(await boundsNow()).toEqual({ width: 1210, height: 777 });
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  });
});
