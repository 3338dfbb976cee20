import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { sandboxArgs } from './findChromium.ts';
import { windowSizeArguments } from './keptWindowSize.ts';

/** Opens an address as a window of its own: no tabs, no address line, a profile apart from the user's own browser. */
export function openInChromium(browser: string, address: string, libraryDirectory: string): ChildProcess {
  const profileDirectory = path.join(libraryDirectory, 'window', 'browser');
  return spawn(browser, [
    ...sandboxArgs, `--app=${address}`, `--user-data-dir=${profileDirectory}`, ...windowSizeArguments(profileDirectory),
    // It opens one page of this machine, and has nothing to say to anybody else.
    '--no-first-run', '--no-default-browser-check', '--disable-sync', '--disable-background-networking', '--disable-component-update',
    '--disable-default-apps', '--disable-extensions', '--metrics-recording-only', '--no-pings', '--disable-domain-reliability',
    '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication', '--password-store=basic',
  ], { stdio: 'ignore' });
}
