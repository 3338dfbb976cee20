/** An instant as it is printed: 2026-11-22 10:00 UTC. */
export const instant = (written: string): string => `${written.slice(0, 10)} ${written.slice(11, 16)} UTC`;
/** A day, or a day with its time. */
export const moment = (written: string | undefined): string => (written ?? '').replace('T', ' ');
