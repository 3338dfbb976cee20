import { hostname } from 'node:os';
import type { JobHolder, StoredJob } from '#main/store/repositories/jobRepository.ts';

/** A holder on another machine that has not been heard of for so long is taken for gone. It beats every few seconds. */
export const silenceMs = 120_000;

/** This process, as the holder of a job, at this moment. */
export function thisProcess(): JobHolder {
  return { holderHost: hostname(), holderProcess: process.pid, heartbeatAt: Date.now() };
}

/**
 * Whether the process that holds a running job still lives. On this machine the system knows at once; a number given to
 * another program since shows by the silence.
 */
export function holderLives(job: StoredJob, nowMs: number): boolean {
  if (job.state !== 'running' || job.holderProcess === null || job.heartbeatAt === null) return false;
  if (nowMs - job.heartbeatAt > silenceMs) return false;
  if (job.holderHost !== hostname()) return true;
  try {
    process.kill(job.holderProcess, 0);
    return true;
  } catch (cause) {
    // EPERM: it lives and belongs to another user.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
