/** The cells of a review, one after the other. `at` is the place of the one looked at; behind the last place all have been seen. */
export interface ReviewQueue { readonly ids: readonly number[]; readonly at: number; readonly skipped: ReadonlySet<number> }

/** Cells from the one looked at on that keep their places when others join: their pictures are there already. */
export const settledAhead = 6;

export const beginReview = (ids: readonly number[]): ReviewQueue => ({ ids, at: 0, skipped: new Set() });

export const currentCell = ({ ids, at }: ReviewQueue): number | undefined => ids[at];

/** The cells that come next, nearest first. */
export const comingCells = ({ ids, at }: ReviewQueue, count: number): readonly number[] => ids.slice(at + 1, at + 1 + count);

/** On to the next cell that still wants a look. What another window or act has settled meanwhile is passed over. */
export function advance(queue: ReviewQueue, wantsLook: (id: number) => boolean): ReviewQueue {
  let at = queue.at + 1;
  while (at < queue.ids.length && !wantsLook(queue.ids[at])) at++;
  return { ...queue, at };
}

/** On to the next cell, leaving this one for later. */
export function skip(queue: ReviewQueue, wantsLook: (id: number) => boolean): ReviewQueue {
  const id = currentCell(queue);
  return id === undefined ? queue : { ...advance(queue, wantsLook), skipped: new Set(queue.skipped).add(id) };
}

/** Back to the cell before, whatever became of it. */
export function goBack(queue: ReviewQueue): ReviewQueue {
  return queue.at === 0 ? queue : { ...queue, at: queue.at - 1 };
}

/** Back to the first of these cells. Never on: what lies between, nobody has looked at. */
export function goBackToFirst(queue: ReviewQueue, ids: Iterable<number>): ReviewQueue {
  const wanted = new Set(ids), at = queue.ids.findIndex((id) => wanted.has(id));
  return at < 0 || at >= queue.at ? queue : { ...queue, at };
}

/** Puts a cell next in line again, as after an act on it that failed. */
export function comeAgain(queue: ReviewQueue, id: number): ReviewQueue {
  return currentCell(queue) === id ? queue : { ...queue, ids: queue.ids.toSpliced(Math.min(queue.at + 1, queue.ids.length), 0, id) };
}

/** Takes new cells in, as a count finds them: among those ahead in the order of `rank` (lower first), but behind the nearest few. */
export function joinQueue(queue: ReviewQueue, fresh: readonly number[], rank: (id: number) => number): ReviewQueue {
  if (fresh.length === 0) return queue;
  const fixed = queue.at + settledAhead;
  const ahead = [...queue.ids.slice(fixed), ...fresh].map((id) => ({ id, rank: rank(id) })).sort((a, b) => a.rank - b.rank);
  return { ...queue, ids: [...queue.ids.slice(0, fixed), ...ahead.map(({ id }) => id)] };
}

/** At the end, on to the cells that want a look after all, as after an undo. Those that were skipped wait until they are asked for. */
export function lookAgain(queue: ReviewQueue, unreviewed: () => readonly number[]): ReviewQueue {
  if (currentCell(queue) !== undefined) return queue;
  const again = new Set(unreviewed().filter((id) => !queue.skipped.has(id)));
  if (again.size === 0) return queue;
  const rest = queue.ids.filter((id) => !again.has(id));
  return { ...queue, ids: [...rest, ...again], at: rest.length };
}

/** A review of the cells that were skipped and still want a look. */
export function onlySkipped(queue: ReviewQueue, wantsLook: (id: number) => boolean): ReviewQueue {
  return beginReview([...queue.skipped].filter(wantsLook));
}
