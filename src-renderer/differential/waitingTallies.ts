/** Counts of the manual counter, as on disk or as shown. */
export interface ManualCounts { readonly counts: Readonly<Record<string, number>>; readonly total: number; readonly last?: string }

/**
 * What is shown while tallies are on their way to the disk: the counts kept there with the waiting ones laid over them. An undo
 * that waits takes back a waiting tally before it, else the last one kept. Pure.
 */
export function withWaiting(kept: ManualCounts, waiting: readonly (string | 'undo')[]): ManualCounts {
  const counts: Record<string, number> = { ...kept.counts };
  const order: string[] = kept.last === undefined ? [] : [kept.last];
  let total = kept.total;
  for (const act of waiting) {
    // What was counted before the last one kept is not known here; the service's answer will say.
    const code = act === 'undo' ? order.pop() : act;
    if (code === undefined) continue;
    const step = act === 'undo' ? -1 : 1;
    counts[code] = Math.max(0, (counts[code] ?? 0) + step);
    total += step;
    if (act !== 'undo') order.push(code);
  }
  return { counts, total: Math.max(0, total), ...(order.length > 0 && { last: order[order.length - 1] }) };
}
