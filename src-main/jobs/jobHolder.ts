import { hostname } from 'node:os';
import type { JobHolder, StoredJob } from '#main/store/repositories/jobRepository.ts';

/** So often does a process say that it lives. */
export const heartbeatMs = 5_000;
/** A holder that has not been heard of for so long may be gone. */
export const silenceMs = 120_000;
/** It is gone where it stays silent for so long while this process listens. */
export const listenMs = 2 * heartbeatMs;

/** How long this process has listened to a silent holder: since when and until when, on its own clock, and the heartbeat that it heard last. */
interface Listening { readonly heartbeatAt: number; readonly sinceMs: number; readonly untilMs: number }
/** By the token of the holding. */
const listenings = new Map<string, Listening>();

/** This process, as the holder of a job, at this moment. */
export function thisProcess(): JobHolder {
  return { holderHost: hostname(), holderProcess: process.pid, heartbeatAt: Date.now() };
}

/**
 * Whether the process that holds a running job still lives. That one of this machine has ended the system knows at once; a number
 * given to another program since, and the end of one elsewhere, shows by the silence.
 */
export function holderLives(job: StoredJob, nowMs: number): boolean {
  const { state, token, holderHost, holderProcess, heartbeatAt } = job;
  if (state !== 'running' || token === null || holderProcess === null || heartbeatAt === null) return false;
  if (holderHost === hostname() && !isProcess(holderProcess)) return false;
  return nowMs - heartbeatAt <= silenceMs || !staysSilent(token, heartbeatAt);
}

/**
 * Whether a silent holder was listened to for long enough. After a sleep of the machine everybody has been silent, and who looks
 * first must not take a living one for gone: only time in which looks follow each other counts.
 */
function staysSilent(token: string, heartbeatAt: number): boolean {
  const nowMs = performance.now(), last = listenings.get(token);
  const hasListened = ({ sinceMs, untilMs }: Listening): boolean => untilMs - sinceMs >= listenMs;
  const goesOn = last?.heartbeatAt === heartbeatAt && (hasListened(last) || nowMs - last.untilMs <= heartbeatMs);
  const listening = { heartbeatAt, sinceMs: goesOn ? last.sinceMs : nowMs, untilMs: nowMs };
  listenings.set(token, listening);
  return hasListened(listening);
}

function isProcess(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (cause) {
    // EPERM: it lives and belongs to another user.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}
