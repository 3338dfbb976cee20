import { readFileSync } from 'node:fs';

/** Process ids of the service that a shell has started: one, or none while it is starting again. Linux alone tells: elsewhere there are none. */
export function servicePids(shellPid: number): number[] {
  return childrenOf(shellPid).filter((pid) => commandOf(pid).includes('serviceProcess.ts'));
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
