import type { Progress, WorkContext } from './progress.ts';

/**
 * Does pieces of work at the same time, and tells of all of them at once: their stages in one phrase, what is done and what there is of
 * all together. Where one fails the others are stopped and waited for, and its error is thrown.
 */
export async function sideBySide(pieces: readonly ((context: WorkContext) => Promise<void>)[], { signal, report }: WorkContext): Promise<void> {
  const told = pieces.map((): Progress => ({ stage: '', done: 0, total: 0 })), stop = { aborted: false };
  const own = { get aborted() { return stop.aborted || (signal?.aborted ?? false); } };
  const sum = (of: 'done' | 'total') => told.reduce((all, progress) => all + progress[of], 0);
  const ended = await Promise.allSettled(pieces.map(async (piece, place) => {
    try {
      await piece({
        signal: own, report: (progress) => {
          told[place] = progress;
          report?.({ stage: told.map(({ stage }) => stage).filter((stage) => stage !== '').join('; '), done: sum('done'), total: sum('total') });
        },
      });
    } catch (cause) {
      if (!stop.aborted) { stop.aborted = true; throw cause; }
    }
  }));
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
