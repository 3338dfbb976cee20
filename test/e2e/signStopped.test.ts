// Cancel, pressed when the report is signed already and the window does not know it yet.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibrary } from '#main/store/library.ts';
import { writeDotSlide } from '../integration/dotSlides.ts';
import { openTestWorkstation } from '../integration/testWorkstation.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';

const found = chromiumForTests();

describe.skipIf('reason' in found)('stopping a signature', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sign-stopped-')), libraryDirectory = path.join(folder, 'library');
  let window: OpenWindow, page: Page, caseId: number;
  /** What the service says, held back from the window while it is not undefined. */
  let held: (() => void)[] | undefined;
  const letGo = (): void => {
    const messages = held ?? [];
    held = undefined;
    for (const pass of messages) pass();
  };
  beforeAll(async () => {
    const slide = path.join(folder, 'slides', 'one.tif');
    mkdirSync(path.dirname(slide));
    await writeDotSlide(slide, 700, 1);
    const workstation = openTestWorkstation(libraryDirectory);
    ({ caseId } = await workstation.call('cases.create', { paths: [slide], fields: {}, specimen: 'marrow', target: 40 }));
    await workstation.jobIs(caseId, 'done');
    await workstation.call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }] } });
    await workstation.close();
    window = await openWindow(libraryDirectory);
    ({ page } = window);
    await page.routeWebSocket(/\/socket$/, (socket) => {
      const host = socket.connectToServer();
      host.onMessage((message) => {
        const pass = (): void => { socket.send(message); };
        if (held) held.push(pass);
        else pass();
      });
    });
    await page.reload();
    await window.workAs('Dr A');
    await window.show(`/case/${caseId}/report`);
  });
  afterAll(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const dialog = () => page.getByRole('dialog', { name: 'Sign out the report' });
  const versions = (): number => {
    const library = openLibrary(libraryDirectory);
    try {
      return library.signedReports.ofCase(caseId).length;
    } finally {
      library.close();
    }
  };

  it('says that it was signed where Cancel came too late, and not that nothing was', async () => {
    await page.getByRole('region', { name: /Page 1 of/ }).locator('canvas').first().waitFor();
    await page.getByRole('button', { name: 'Sign out…' }).click();
    for (const box of await dialog().getByRole('checkbox').all()) await box.check();
    const signOut = dialog().getByRole('button', { name: 'Sign out', exact: true });
    await expect.poll(() => signOut.isEnabled(), { timeout: 60_000 }).toBe(true);
    held = [];
    await signOut.press('Enter');
    await expect.poll(versions, { timeout: 60_000 }).toBe(1);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().getByRole('progressbar', { name: 'Stopping: asking whether it was signed already' }).waitFor();
    expect(await dialog().getByText('nothing was signed').count()).toBe(0);
    letGo();
    await page.getByText('It was signed before it could be stopped: version 1.').waitFor();
    await page.getByRole('heading', { name: /Signed, version 1/ }).waitFor();
    expect(await dialog().count()).toBe(0);
  });
});
