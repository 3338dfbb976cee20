import { createHash } from 'node:crypto';

/** The share of cases that is never trained on, so that a model can be judged on cells of patients it has not seen. */
const heldOutShare = 0.25;

/**
 * Whether a case (a patient, a slide) is kept out of training. It follows from its name alone, so a case that was held out once
 * is held out of every later training too.
 */
export function isHeldOutCase(group: string): boolean {
  return createHash('sha256').update(`held-out ${group}`).digest().readUInt32BE(0) / 2 ** 32 < heldOutShare;
}
