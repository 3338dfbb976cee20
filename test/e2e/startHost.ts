import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { servicePids } from './servicePids.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** The window may have to be built first. */
const startWithinMs = 240_000;

/** A web host, started as a user does: `npm start -- --web`. */
export interface StartedHost {
  /** Opens the window once, in one browser. */
  readonly address: string;
  readonly process: ChildProcess;
  /** What it said on stderr so far. */
  said(): string;
  /** Process ids of the service that runs now: one, or none while it is starting again. */
  servicePids(): number[];
  /** Ends it as Ctrl-C does, and gives its exit code. */
  close(): Promise<number | null>;
}

/** Starts the web host on a library. `environment` is added to this process's own. */
export async function startHost(libraryDirectory: string, { paths = [], environment = {} }: { paths?: readonly string[]; environment?: Readonly<Record<string, string>> } = {}): Promise<StartedHost> {
  const host = spawn(process.execPath, ['scripts/start.cjs', 'scripts/startWindow.ts', '--web', '--library', libraryDirectory, ...paths], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, INIT_CWD: root, ...environment } });
  let said = '';
  let printed = '';
  host.stderr.on('data', (part: Buffer) => { said += part.toString(); });
  const ended = new Promise<number | null>((resolve) => { host.on('exit', resolve); });
  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => { reject(new Error(`The host printed no address.\n${said}`)); }, startWithinMs);
    host.stdout.on('data', (part: Buffer) => {
      printed += part.toString();
      const line = printed.split('\n').find((candidate) => candidate.startsWith('http://'));
      if (line === undefined || !printed.includes('\n')) return;
      clearTimeout(timer);
      resolve(line);
    });
    void ended.then(() => { reject(new Error(`The host ended.\n${said}`)); });
  });
  return {
    address, process: host,
    said: () => said,
    servicePids: () => servicePids(host.pid!),
    close: () => {
      host.kill('SIGINT');
      return ended;
    },
  };
}
