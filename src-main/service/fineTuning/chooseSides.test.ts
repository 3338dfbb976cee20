import { expect, it } from 'vitest';
import { chooseSides } from './chooseSides.ts';

const patients = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `case ${i}`, patient: `patient ${i}` }));
const heldOut = (chosen: ReturnType<typeof chooseSides>) => [...chosen].filter(([, { side }]) => side === 'heldOut').map(([key]) => key);

it('keeps nobody apart of a few, then two, then a quarter', () => {
  expect(heldOut(chooseSides(patients(5), new Map()))).toEqual([]);
  expect(heldOut(chooseSides(patients(6), new Map()))).toHaveLength(2);
  expect(heldOut(chooseSides(patients(20), new Map()))).toHaveLength(5);
});

it('never changes a side that was chosen, and keeps apart of the new ones what is missing', () => {
  const first = chooseSides(patients(8), new Map());
  const kept = new Map([...first].map(([key, { side }]) => [key, side]));
  const later = chooseSides(patients(16), kept);
  for (const [key, { side }] of first) expect(later.get(key)).toEqual({ side, isDecided: true });
  expect(heldOut(later)).toHaveLength(4);
  // Five who were learnt from before any could be kept apart stay where they are.
  const all = chooseSides(patients(8), new Map(patients(5).map(({ key }) => [key, 'training'])));
  expect(heldOut(all).every((key) => Number(key.slice(5)) >= 5)).toBe(true);
  expect(heldOut(all)).toHaveLength(2);
});

it('puts all cases of a patient on one side, those that came later too', () => {
  const cases = [...patients(8), ...patients(8).map(({ patient }) => ({ key: `second of ${patient}`, patient }))];
  const chosen = chooseSides(cases, new Map([['case 3', 'heldOut']]));
  for (const { key, patient } of cases) expect(chosen.get(key)!.side).toBe(chosen.get(`case ${patient.slice(8)}`)!.side);
  expect(chosen.get('second of patient 3')).toEqual({ side: 'heldOut', isDecided: false });
});
