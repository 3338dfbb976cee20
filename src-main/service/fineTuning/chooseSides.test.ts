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
  for (const [key, { side }] of first) expect(later.get(key)).toMatchObject({ side, isDecided: true });
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
  expect(chosen.get('second of patient 3')).toMatchObject({ side: 'heldOut', isDecided: false });
});

it('knows a slide and a patient again when they come as a new case, and the old one is gone', () => {
  const first = chooseSides(patients(8).map((each, i) => ({ ...each, slides: [`slide ${i}`] })), new Map());
  const kept = new Map([...first.values()].flatMap(({ keys, side }) => keys.map((key) => [key, side])));
  const again = chooseSides(patients(8).flatMap(({ patient }, i) => [{ key: `same patient ${i}`, patient }, { key: `same slide ${i}`, patient: `unnamed ${i}`, slides: [`slide ${i}`] }]), kept);
  for (let i = 0; i < 8; i++) for (const of of ['patient', 'slide']) expect(again.get(`same ${of} ${i}`)!.side).toBe(first.get(`case ${i}`)!.side);
});

it('lets nobody judge of whom anything was learnt, though the case stood apart, and though the case that was learnt from is left out now', () => {
  const kept = new Map<string, 'training' | 'heldOut'>([['case 0', 'heldOut'], ['case 1', 'heldOut'], ['learnt', 'training']]);
  // The identifier was written late: both are of patient 0.
  const chosen = chooseSides(patients(8), kept, [{ key: 'learnt', patient: 'patient 0' }]);
  expect(chosen.get('case 0')).toMatchObject({ side: 'training', isDecided: false });
  expect(chosen.has('learnt')).toBe(false);
  expect(chosen.get('case 1')).toMatchObject({ side: 'heldOut', isDecided: true });
});

it('takes cases with a slide in common as one patient, through a third case too', () => {
  const cases = [{ key: 'a', patient: 'a', slides: ['1'] }, { key: 'b', patient: 'b', slides: ['2'] }, { key: 'c', patient: 'c', slides: ['1', '2'] }, { key: 'd', patient: 'd', slides: ['3'] }];
  expect([...chooseSides(cases, new Map())].map(([key, { patient }]) => [key, patient]).sort()).toEqual([['a', 'a'], ['b', 'a'], ['c', 'a'], ['d', 'd']]);
});
