import { spawn } from 'node:child_process';
import path from 'node:path';
import { sandboxArgs } from './findChromium.ts';
import type { StartOptions } from './startOptions.ts';

/** An Electron that ends so early with an error could not open a window here. */
const earlyMs = 15_000;

/** Opens the window in Electron and waits until it is closed. False where Electron could not open one. */
export function openInElectron(root: string, electron: string, { libraryDirectory, paths }: StartOptions): Promise<boolean> {
  // A terminal inside another Electron program hands this on; with it there would be no window.
  const environment: NodeJS.ProcessEnv = { ...process.env, MYELOSCOPE_NODE: process.execPath };
  delete environment['ELECTRON_RUN_AS_NODE'];
  const startedAt = performance.now();
  const child = spawn(electron, [...sandboxArgs, path.join(root, 'build/electron/main.cjs'), `--library=${libraryDirectory}`, ...paths], {
    stdio: ['ignore', 2, 2], env: environment,
  });
  const end = (): void => { child.kill('SIGTERM'); };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  return new Promise((resolve) => {
    child.on('error', () => { resolve(false); });
    child.on('exit', (code, signal) => {
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
      resolve((code === 0 || signal === 'SIGTERM') || performance.now() - startedAt > earlyMs);
    });
  });
}
