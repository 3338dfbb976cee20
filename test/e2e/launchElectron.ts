import { spawn } from 'node:child_process';
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

/** What starts it. The service runs on the Node that runs this test. */
function startOf({ program, entry, screen, args = [] }: ElectronLaunch) {
  const environment = Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[0] !== 'ELECTRON_RUN_AS_NODE'));
  return { program, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), entry, ...args], env: { ...environment, ...screen.environment, MYELOSCOPE_NODE: process.execPath } };
}

/** Starts a real Electron on one of its programs, and drives it. */
export function launchElectron(launch: ElectronLaunch): Promise<ElectronApplication> {
  const { program, args, env } = startOf(launch);
  return _electron.launch({ executablePath: program, args, env, timeout: 120_000 });
}

/** Starts a real Electron that nobody drives, and waits until it has ended: its exit code. */
export function runElectron(launch: ElectronLaunch): Promise<number | null> {
  const { program, args, env } = startOf(launch);
  return new Promise((resolve, reject) => { spawn(program, args, { env, stdio: 'ignore' }).on('error', reject).on('close', resolve); });
}
