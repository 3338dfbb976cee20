import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** How a command ended, and all that it wrote. */
export interface Ended { readonly code: number | null; readonly out: string; readonly errors: string }

export interface RunOptions {
  /** Where the user's data lie, so that nothing of this machine's user is touched. */
  readonly dataHome: string;
  /** Ctrl-C is sent as soon as this text was written to the errors. */
  readonly stopAt?: string;
  /** Whose reader goes away at once. */
  readonly unread?: 'stdout' | 'stderr';
  /** Runs it as another user. */
  readonly uid?: number;
}

/** Runs the program in a process of its own, as a person does on the command line. */
export function runMyeloscope(words: readonly string[], { dataHome, stopAt, uid, unread }: RunOptions): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/start.cjs', 'src-main/cli/main.ts', ...words], { cwd: root, env: { ...process.env, XDG_DATA_HOME: dataHome }, ...(uid !== undefined && { uid, gid: uid }) });
    if (unread) child[unread].destroy();
    let [out, errors, stopped] = ['', '', false];
    child.stdout.on('data', (text: Buffer) => { out += text.toString(); });
    child.stderr.on('data', (text: Buffer) => {
      errors += text.toString();
      if (stopAt !== undefined && !stopped && errors.includes(stopAt)) stopped = child.kill('SIGINT');
    });
    child.on('close', (code) => { resolve({ code, out, errors }); });
  });
}
