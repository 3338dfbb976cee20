import { spawn } from 'node:child_process';

/** A screen for windows: the machine's own where it has one, else one in memory. */
export interface TestScreen { readonly environment: Readonly<Record<string, string>>; close(): void }

/** Rejects where there is no screen and no Xvfb to make one. */
export function openTestScreen(): Promise<TestScreen> {
  if (process.platform !== 'linux' || process.env['DISPLAY']) return Promise.resolve({ environment: {}, close: () => { /* it is not ours */ } });
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    server.on('error', () => { reject(new Error('there is no screen here, and no Xvfb to make one (apt-get install xvfb)')); });
    server.on('exit', () => { reject(new Error('Xvfb could not start')); });
    server.stdio[3]!.on('data', (number: Buffer) => {
      resolve({ environment: { DISPLAY: `:${number.toString().trim()}` }, close: () => { server.kill(); } });
    });
  });
}
