import { fork } from 'node:child_process';
import type { Fork, ForkedProcess } from './forkedProcess.ts';
import { keepLastWords } from './lastWords.ts';
import { lowerPriority } from './lowerPriority.ts';

/** Starts processes with Node's own `fork`, on this Node or another. The service also runs so below an Electron too old for it. */
export function forkWithNode(nodePath: string = process.execPath): Fork {
  return ({ entry, args = [], environment = {}, lowPriority = false }): ForkedProcess => {
    const child = fork(entry, [...args], {
      execPath: nodePath, execArgv: [], serialization: 'advanced', stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...environment },
    });
    if (lowPriority) lowerPriority(child.pid);
    const lastWords = keepLastWords(child.stdout, child.stderr);
    let startFailure = '';
    child.on('error', (error) => { startFailure = error.message; });
    return {
      pid: child.pid,
      send: (message) => { if (child.connected) child.send(message as object, () => { /* its exit says it */ }); },
      onMessage: (listener) => { child.on('message', listener); },
      onExit: (listener) => {
        let told = false;
        const tell = (code: number | null, signal: string | null): void => {
          if (told) return;
          told = true;
          listener({ code, signal, lastWords: startFailure || lastWords() });
        };
        child.on('exit', tell);
        // Where the program is not there at all, no exit follows.
        child.on('error', () => { if (child.pid === undefined) tell(null, null); });
      },
      kill: () => { child.kill('SIGKILL'); },
    };
  };
}
