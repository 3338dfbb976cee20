import { expect, it } from 'vitest';
import { BestSoFar } from './earlyStopping.ts';

const parametersOf = (epoch: number) => new Map([['w', Float32Array.of(epoch)]]);

/** Runs epochs with these scores; gives the epoch after which it stopped, and that whose parameters are kept. */
async function run(scores: readonly number[], patience: number, interruptedAt = -1) {
  const stopping = { judge: (parameters: ReadonlyMap<string, Float32Array>) => Promise.resolve(scores[parameters.get('w')![0]]), patience };
  let best = new BestSoFar(stopping), epoch = 0;
  for (; epoch < scores.length && !best.isPast(epoch); epoch++) {
    await best.judge(parametersOf(epoch), epoch);
    if (epoch !== interruptedAt) continue;
    const saved = { steps: 0, tensors: new Map([...parametersOf(99), ...best.tensors()]), notes: { ...best.notes() } };
    best = new BestSoFar(stopping);
    best.restore(saved);
  }
  return { epochs: epoch, kept: best.parameters()?.get('w')?.[0] };
}

it('keeps the best epoch, and ends when patience is used up', async () => {
  expect(await run([-9, -5, -6, -5, -7, -1], 3)).toEqual({ epochs: 5, kept: 1 });
  expect(await run([-9, -5, -6, -5, -7, -1], 4)).toEqual({ epochs: 6, kept: 5 });
});

it('goes on from a checkpoint as if it had not been stopped', async () => {
  for (const at of [0, 1, 2, 3]) expect(await run([-9, -5, -6, -5, -7, -1], 3, at), String(at)).toEqual({ epochs: 5, kept: 1 });
});

it('has nothing before the first epoch', () => {
  expect(new BestSoFar({ judge: () => Promise.resolve(0), patience: 0 }).parameters()).toBeUndefined();
});
