import { expect, it, vi } from 'vitest';
import { trueCompositions } from '#shared/differential/machineErrorInterval.ts';
import { MachineErrorSimulations } from './machineErrorSimulations.ts';

const settings = { seed: 1, draws: 400, warmUp: 40 };
const matrix = { trueCodes: ['NGS', 'LYT'], calledCodes: ['NGS', 'LYT'], rows: [[20, 2], [1, 30]], source: 'made' };
const cells = (count: number) => ({ called: { NGS: count, LYT: 40 } });

it('is pending first, tells when it is done, and is then the whole simulation', async () => {
  const simulations = new MachineErrorSimulations(settings);
  const onDone = vi.fn();
  expect(simulations.now('a', cells(50), matrix, onDone)).toBe('pending');
  await vi.waitFor(() => { expect(onDone).toHaveBeenCalledOnce(); });
  expect(simulations.now('a', { called: { LYT: 40, NGS: 50, BLA: 0 } }, matrix, onDone)).toEqual(trueCompositions(cells(50), matrix, settings));
  expect(onDone).toHaveBeenCalledOnce();
});

it('gives up what a newer count of the same subject makes stale, and nothing that is waited for', async () => {
  const simulations = new MachineErrorSimulations(settings);
  const [stale, awaited, newest, other] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  const whole = simulations.whole('a', cells(10), matrix);
  simulations.now('a', cells(10), matrix, awaited);
  simulations.now('a', cells(11), matrix, stale);
  simulations.now('b', cells(12), matrix, other);
  simulations.now('a', cells(13), matrix, newest);
  await vi.waitFor(() => { expect(newest).toHaveBeenCalledOnce(); });
  expect(other).toHaveBeenCalledOnce();
  expect(stale).not.toHaveBeenCalled();
  expect(await whole).toEqual(trueCompositions(cells(10), matrix, settings));
});

it('knows nothing where the matrix has none of the classes', async () => {
  const simulations = new MachineErrorSimulations(settings);
  expect(await simulations.whole('a', { called: { EOS: 4 } }, matrix)).toBeUndefined();
  expect(simulations.now('a', { called: { EOS: 4 } }, matrix, () => undefined)).toBeUndefined();
});
