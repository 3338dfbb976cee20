import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { windowSizeArguments } from '../../scripts/window/keptWindowSize.ts';

describe('the size of the window in Chromium', () => {
  let profile: string;
  beforeEach(() => { profile = mkdtempSync(path.join(tmpdir(), 'profile-')); });
  afterEach(() => { rmSync(profile, { recursive: true, force: true }); });
  const keep = (preferences: string) => {
    mkdirSync(path.join(profile, 'Default'), { recursive: true });
    writeFileSync(path.join(profile, 'Default', 'Preferences'), preferences);
  };
  /** As Chromium 156 writes it for http://127.0.0.1:PORT/. */
  const preferences = (place: object) => JSON.stringify({ browser: { app_window_placement: { 127: { 0: { 0: { '1_/': { work_area_bottom: 1200, ...place } } } } } } });

  it('is a plain one at the first start, or where what was kept can\'t be read', () => {
    expect(windowSizeArguments(profile)).toEqual(['--window-size=1500,950']);
    for (const broken of ['{', 'null', '{"browser":{}}', preferences({ left: 'x', top: 0, right: 1, bottom: 1, maximized: false })]) {
      keep(broken);
      expect(windowSizeArguments(profile)).toEqual(['--window-size=1500,950']);
    }
  });

  it('comes back as it was left, also where it filled the screen, and never too small to work in', () => {
    keep(preferences({ left: 40, top: 30, right: 1240, bottom: 830, maximized: false }));
    expect(windowSizeArguments(profile)).toEqual(['--window-size=1200,800']);
    keep(preferences({ left: 40, top: 30, right: 1240, bottom: 830, maximized: true }));
    expect(windowSizeArguments(profile)).toEqual(['--window-size=1200,800', '--start-maximized']);
    keep(preferences({ left: 0, top: 0, right: 200, bottom: 100, maximized: false }));
    expect(windowSizeArguments(profile)).toEqual(['--window-size=900,600']);
  });
});
