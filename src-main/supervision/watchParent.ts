import { Worker } from 'node:worker_threads';

/** What the watching thread runs: it needs no file of its own, so that it starts wherever the program lies. */
const watching = `
const { workerData: { parent, graceMs } } = require('node:worker_threads');
const isGone = () => {
  // A child of a parent that ended is given to another. Windows gives it to nobody.
  if (process.ppid !== parent) return true;
  try { process.kill(parent, 0); return false; } catch (error) { return error.code === 'ESRCH'; }
};
const look = setInterval(() => {
  if (!isGone()) return;
  clearInterval(look);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs);
}, 1000);
`;

/**
 * Ends this process when its parent has ended, however busy it is: work in native code, or in one long step, hears of nothing
 * else. It has `graceMs` to end by itself first.
 */
export function watchParent(graceMs: number): void {
  const watcher = new Worker(watching, { eval: true, workerData: { parent: process.ppid, graceMs } });
  watcher.unref();
  // Without it the process still hears of its parent's end between two steps of its work.
  watcher.on('error', () => { /* see above */ });
}
