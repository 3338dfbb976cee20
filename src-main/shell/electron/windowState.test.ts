import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterAll, expect, it } from 'vitest';
import { keepWindowState, readWindowState } from './windowState.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'window-state-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];

it('comes back where it was', () => {
  const file = path.join(folder, 'inner', 'window.json');
  let close = () => { /* set below */ };
  const window = { on: (_close: string, listener: () => void) => { close = listener; }, getNormalBounds: () => ({ x: 30, y: 40, width: 1200, height: 800 }), isMaximized: () => true };
  keepWindowState(window as unknown as BrowserWindow, file);
  close();
  expect(readWindowState(file, screens)).toEqual({ x: 30, y: 40, width: 1200, height: 800, isMaximized: true });
});

it('is placed by the system where its screen is gone, never too small, and where nothing readable was kept', () => {
  const file = path.join(folder, 'window.json');
  const keep = (state: unknown) => { writeFileSync(file, JSON.stringify(state)); };
  keep({ x: 2500, y: 40, width: 1200, height: 800, isMaximized: false });
  expect(readWindowState(file, screens)).toEqual({ width: 1200, height: 800, isMaximized: false });
  keep({ x: 10, y: 10, width: 20, height: 20, isMaximized: false });
  expect(readWindowState(file, screens)).toEqual({ x: 10, y: 10, width: 900, height: 600, isMaximized: false });
  keep({ x: 'left' });
  expect(readWindowState(file, screens)).toEqual({ width: 1500, height: 950 });
  expect(readWindowState(path.join(folder, 'none.json'), screens)).toEqual({ width: 1500, height: 950 });
});
