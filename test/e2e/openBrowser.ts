import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findChromium, sandboxArgs } from '../../scripts/window/findChromium.ts';

/** The installed Chromium, or why there is none here. In continuous integration its absence is a failure, not a reason. */
export function chromiumForTests(): { readonly program: string } | { readonly reason: string } {
  const program = findChromium();
  if (program !== undefined) return { program };
  const reason = 'no Chromium is installed here (apt-get install chromium)';
  if (process.env['CI'] && process.env['CI'] !== 'false') throw new Error(`${reason}, and continuous integration must not go without these tests`);
  return { reason };
}

/** Starts Chromium without a screen. */
export function openBrowser(program: string): Promise<Browser> {
  return chromium.launch({ executablePath: program, args: [...sandboxArgs] });
}
