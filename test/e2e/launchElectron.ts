import { _electron } from 'playwright-core';
import type { ElectronApplication } from 'playwright-core';
import type { TestScreen } from './screenForTests.ts';

export interface ElectronLaunch {
  readonly program: string;
  /** The built main process, or another file that Electron runs. */
  readonly entry: string;
  readonly screen: TestScreen;
  readonly args?: readonly string[];
}

/** Starts a real Electron on one of its programs. The service runs on the Node that runs this test. */
export function launchElectron({ program, entry, screen, args = [] }: ElectronLaunch): Promise<ElectronApplication> {
  const environment = Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[0] !== 'ELECTRON_RUN_AS_NODE'));
  return _electron.launch({
    executablePath: program, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), entry, ...args],
    env: { ...environment, ...screen.environment, MYELOSCOPE_NODE: process.execPath }, timeout: 120_000,
  });
}
