import { constants, setPriority } from 'node:os';

/** Lets a process give way to all others of the machine. Where the system refuses, it runs as it is. */
export function lowerPriority(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or the system has no such thing: neither is worth a word.
  }
}
