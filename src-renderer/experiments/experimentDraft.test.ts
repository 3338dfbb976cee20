import { expect, it } from 'vitest';
import { checkExperiment, emptyDraft, extentsOf, groupChoices, likelyGroups, onFolder } from './experimentDraft.ts';

const found = { classes: [{ code: 'NGS' as const, cells: 12 }], tables: [{ file: '/cells/cells.csv', name: 'cells.csv', columns: ['file', 'class', 'patient'] }] };
const ready = { ...emptyDraft, directory: '/cells', found };

it('offers the columns beside the one that names the picture', () => {
  expect(groupChoices(found).map(({ column }) => column)).toEqual(['class', 'patient']);
  expect(groupChoices(undefined)).toEqual([]);
});

it('offers a first column that does not name the picture', () => {
  const patientFirst = { ...found, tables: [{ file: '/cells/cells.csv', name: 'cells.csv', columns: ['patient', 'file', 'slide'] }] };
  expect(groupChoices(patientFirst).map(({ column }) => column)).toEqual(['patient', 'slide']);
  expect(groupChoices(patientFirst).find(({ value }) => value === likelyGroups(patientFirst))?.column).toBe('patient');
});

it('keeps nothing of the tables of another folder', () => {
  const told = { ...ready, found: { ...found, widthUm: 28 }, spanUm: '28', groups: '0 1', mostCells: '40' };
  expect(onFolder(told, '/others')).toEqual({ ...emptyDraft, directory: '/others', mostCells: '40' });
  expect(onFolder({ ...told, found, spanUm: '21' }, '/others').spanUm).toBe('21');
});

it('keeps patients apart unasked, where a column names them', () => {
  expect(likelyGroups(found)).toBe(groupChoices(found)[1].value);
  expect(likelyGroups({ ...found, tables: [{ file: '/cells/cells.csv', name: 'cells.csv', columns: ['file', 'class'] }] })).toBe('');
  // As Training exports reviewed cells: the group is the patient.
  const exported = { ...found, tables: [{ file: '/cells/manifest.csv', name: 'manifest.csv', columns: ['file', 'class', 'case', 'group', 'slide', 'width_um'] }] };
  expect(groupChoices(exported).find(({ value }) => value === likelyGroups(exported))?.column).toBe('group');
});

it('becomes an order', () => {
  expect(checkExperiment(ready)).toEqual({ isReady: true, order: { protocol: 'graebel', extent: 'quick', directory: '/cells', spanUm: 22, groups: 'none' } });
  const patient = groupChoices(found)[1].value;
  expect(checkExperiment({ ...ready, groups: patient, spanUm: '21,5', mostCells: '200', extent: 'classical' })).toMatchObject({ order: { spanUm: 21.5, mostCells: 200, groups: { file: '/cells/cells.csv', column: 'patient' }, extent: 'classical' } });
});

it('takes weights only where networks are trained that can start from them', () => {
  expect(checkExperiment({ ...ready, extent: 'whole', weights: ' /models/resnet18.onnx ' })).toMatchObject({ order: { weights: '/models/resnet18.onnx' } });
  expect(checkExperiment({ ...ready, extent: 'classical', weights: '/models/resnet18.onnx' })).not.toHaveProperty('order.weights');
});

it('has nothing between a quick look and the whole network of Choi', () => {
  expect(extentsOf('choi')).toEqual(['quick', 'whole']);
  expect(checkExperiment({ ...ready, protocol: 'choi', extent: 'classical' })).toMatchObject({ order: { extent: 'quick' } });
});

it.each([[{ found: undefined }, 'directory'], [{ spanUm: '' }, 'spanUm'], [{ spanUm: '0.4' }, 'spanUm'], [{ spanUm: 'wide' }, 'spanUm'], [{ mostCells: '5' }, 'mostCells'], [{ mostCells: '7.5' }, 'mostCells'], [{ mostCells: '10.000' }, 'mostCells']])('says what is wrong: %o', (changes, field) => {
  const checked = checkExperiment({ ...ready, ...changes });
  expect(checked.isReady ? [] : Object.keys(checked.problems)).toEqual([field]);
});
