import { describe, expect, it } from 'vitest';
import type { DetectedCell } from '#main/analysis/cells.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import { suppressDoubles } from './suppressDoubles.ts';

const cell = (xPx: number, yPx: number, side: number, score: number): DetectedCell => ({ box: { xPx, yPx, widthPx: side, heightPx: side }, score });

describe('suppressDoubles', () => {
  it('keeps the surer of two boxes on one cell', () => {
    expect(suppressDoubles([cell(0, 0, 30, 0.6), cell(3, 2, 30, 0.9)])).toEqual([cell(3, 2, 30, 0.9)]);
  });

  it('keeps touching cells apart', () => {
    expect(suppressDoubles([cell(0, 0, 30, 0.9), cell(26, 0, 30, 0.8), cell(20, 22, 30, 0.7)])).toHaveLength(3);
  });

  it('takes a box inside a much surer one for a part of it, and else for a small cell beside a large one', () => {
    expect(suppressDoubles([cell(0, 0, 40, 0.9), cell(5, 5, 14, 0.5)])).toEqual([cell(0, 0, 40, 0.9)]);
    expect(suppressDoubles([cell(0, 0, 40, 0.9), cell(2, 25, 14, 0.8)])).toHaveLength(2);
  });

  it('does not depend on the order of its input, among many cells over a wide place', () => {
    const random = seededRandom(7);
    const cells = Array.from({ length: 400 }, () => cell(random.between(-50, 900), random.between(-50, 900), random.between(8, 60), random.uniform()));
    const kept = suppressDoubles(cells);
    expect(suppressDoubles(shuffle([...cells], seededRandom(8)))).toEqual(kept);
    expect(kept.length).toBeGreaterThan(100);
    expect(suppressDoubles(kept)).toEqual(kept);
  });
});
