import { describe, expect, it } from 'vitest';
import { advance, beginReview, comeAgain, comingCells, currentCell, goBack, goBackToFirst, joinQueue, lookAgain, onlySkipped, settledAhead, skip } from './reviewQueue.ts';

const wantsLook = (): boolean => true;

describe('the queue of a review', () => {
  it('goes on, back and to its end', () => {
    let queue = beginReview([5, 3, 8]);
    expect([currentCell(queue), comingCells(queue, 2), comingCells(queue, 1)]).toEqual([5, [3, 8], [3]]);
    queue = advance(queue, wantsLook);
    expect([currentCell(queue), currentCell(goBack(queue)), goBack(goBack(queue)).at]).toEqual([3, 5, 0]);
    queue = advance(advance(queue, wantsLook), wantsLook);
    expect([currentCell(queue), currentCell(goBack(queue)), comingCells(queue, 3)]).toEqual([undefined, 8, []]);
  });

  it('passes over what was settled meanwhile', () => {
    expect(currentCell(advance(beginReview([5, 3, 8, 9]), (id) => id === 9))).toBe(9);
    expect(currentCell(advance(beginReview([5, 3]), () => false))).toBeUndefined();
  });

  it('remembers what was skipped for a second look', () => {
    let queue = skip(skip(beginReview([5, 3, 8]), wantsLook), wantsLook);
    expect(currentCell(queue)).toBe(8);
    queue = skip(queue, wantsLook);
    expect(skip(queue, wantsLook).skipped.size).toBe(3);
    expect(onlySkipped(queue, (id) => id !== 3).ids).toEqual([5, 8]);
  });

  it('shows a cell again whose call was not kept', () => {
    const queue = advance(advance(beginReview([5, 3, 8, 9]), wantsLook), wantsLook);
    expect(comingCells(comeAgain(queue, 5), 3)).toEqual([5, 9]);
    expect(comeAgain(queue, 8)).toBe(queue);
    const ended = advance(beginReview([5]), wantsLook);
    expect(currentCell(comeAgain(ended, 5))).toBe(5);
  });

  it('goes back to the first cell of what was undone, and never leaps ahead', () => {
    const queue = advance(advance(beginReview([5, 3, 8, 9, 2]), wantsLook), wantsLook);
    expect(currentCell(goBackToFirst(queue, [2, 9, 3]))).toBe(3);
    for (const ids of [[2, 9], [77], []]) expect(goBackToFirst(queue, ids)).toBe(queue);
    const ended = advance(beginReview([5, 3]), () => false);
    expect(currentCell(goBackToFirst(ended, [3]))).toBe(3);
  });

  it('looks once more for cells before it ends, but not for those that were skipped', () => {
    const queue = advance(skip(advance(beginReview([5, 3, 8]), wantsLook), wantsLook), wantsLook);
    expect([currentCell(queue), [...queue.skipped]]).toEqual([undefined, [3]]);
    const again = lookAgain(queue, () => [7, 3, 5]);
    expect([again.ids, currentCell(again), comingCells(again, 3)]).toEqual([[3, 8, 7, 5], 7, [5]]);
    expect(lookAgain(queue, () => [3])).toBe(queue);
    expect(lookAgain(beginReview([5]), () => [7]).ids).toEqual([5]);
  });

  it('takes in what a count finds by rank, but not among the nearest', () => {
    const ids = Array.from({ length: settledAhead + 3 }, (_, i) => (i + 1) * 10);
    const joined = joinQueue(beginReview(ids), [5, 85], (id) => id);
    expect(joined.ids).toEqual([10, 20, 30, 40, 50, 60, 5, 70, 80, 85, 90]);
    expect(joinQueue(joined, [], (id) => id)).toBe(joined);
    const ended = advance(beginReview([1]), wantsLook);
    expect(currentCell(joinQueue(ended, [7], (id) => id))).toBe(7);
  });
});
