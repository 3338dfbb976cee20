import { expect, it } from 'vitest';
import { lossLines } from './lossLines.ts';

const part = (steps: number[], losses: number[]) => ({ name: 'all cells', steps, losses, totalSteps: 100, epochs: 4 });

it('draws steps from left to right and losses up to a round number', () => {
  const { lines, top, steps } = lossLines({ parts: [part([50, 100], [2.2, 0.5]), part([], [])] }, 200, 100);
  expect([top, steps]).toEqual([2.5, 100]);
  expect(lines).toEqual([{ name: 'all cells', points: '100.0,12.0 200.0,80.0', first: 2.2, last: 0.5 }]);
});

it('is empty before anything was learnt', () => {
  expect(lossLines({ parts: [] }, 200, 100)).toEqual({ lines: [], top: 1, steps: 1 });
});
