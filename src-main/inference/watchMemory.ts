import { Worker } from 'node:worker_threads';

const watch = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => { if (process.memoryUsage.rss() > workerData) process.kill(process.pid, 'SIGKILL'); }, 20);
`;

/** Ends this process where it takes more memory. What it does may block its thread, so that it is watched from another. */
export function watchMemory(mostBytes: number): void {
  new Worker(watch, { eval: true, workerData: mostBytes }).unref();
}
