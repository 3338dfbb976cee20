import { utilityProcess } from 'electron';
import type { Fork, ForkedProcess } from '#main/supervision/forkedProcess.ts';
import { keepLastWords } from '#main/supervision/lastWords.ts';
import { lowerPriority } from '#main/supervision/lowerPriority.ts';

/** Starts processes as Electron's utility processes: they need no other Node, and end with Electron's main process. */
export const forkWithElectron: Fork = ({ name, entry, args = [], environment = {}, lowPriority = false }): ForkedProcess => {
  const child = utilityProcess.fork(entry, [...args], { serviceName: name, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  let lastWords = (): string => '';
  child.once('spawn', () => {
    lastWords = keepLastWords(child.stdout as NodeJS.ReadStream | null, child.stderr as NodeJS.ReadStream | null);
    if (lowPriority) lowerPriority(child.pid);
  });
  return {
    get pid() { return child.pid; },
    send: (message) => { child.postMessage(message); },
    onMessage: (listener) => { child.on('message', listener); },
    onExit: (listener) => { child.once('exit', (code) => { listener({ code, signal: null, lastWords: lastWords() }); }); },
    kill: () => {
      // Electron's own kill only asks.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      else child.kill();
    },
  };
};
