import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';

/** Counts of the manual counter, as on disk or as shown. `takenBack`: what redo would count again, in that order. */
export interface ManualCounts { readonly counts: Readonly<Record<string, number>>; readonly total: number; readonly last?: ClassCode; readonly takenBack: readonly ClassCode[] }

/**
 * What is shown while tallies are on their way to the disk: the counts kept there with the waiting ones laid over them. An undo
 * that waits takes back a waiting tally before it, else the last one kept; a redo counts again what was taken back last. Pure.
 */
export function withWaiting(kept: ManualCounts, waiting: readonly (ClassCode | 'undo' | 'redo')[]): ManualCounts {
  const counts: Record<string, number> = { ...kept.counts };
  const order: ClassCode[] = kept.last === undefined ? [] : [kept.last];
  let takenBack: readonly ClassCode[] = kept.takenBack;
  let total = kept.total;
  for (const act of waiting) {
    // What was counted before the last one kept is not known here; the service's answer will say.
    const code = act === 'undo' ? order.pop() : act === 'redo' ? takenBack.at(0) : act;
    if (code === undefined) continue;
    takenBack = act === 'undo' ? [code, ...takenBack] : act === 'redo' ? takenBack.slice(1) : [];
    const step = act === 'undo' ? -1 : 1;
    counts[code] = Math.max(0, (counts[code] ?? 0) + step);
    total += step;
    if (act !== 'undo') order.push(code);
  }
  return { counts, total: Math.max(0, total), ...(order.length > 0 && { last: order[order.length - 1] }), takenBack };
}
