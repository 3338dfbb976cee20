import { expect, it } from 'vitest';
import type { CommandForm } from './commandForm.ts';
import { parseArguments } from './parseArguments.ts';

const form: CommandForm = {
  words: ['differential'], summary: 'Counts.',
  operands: { name: 'PATH...', meaning: 'a slide', least: 1, most: 3 },
  options: [{ name: '--out', value: 'DIR', meaning: 'where', required: true }, { name: '--target', value: 'N', meaning: 'how many' }, { name: '--scheme', value: 'S', meaning: 'what' }, { name: '--force', meaning: 'anyway' }],
};
const parse = (...words: string[]) => parseArguments(form, words);

it('reads options in both forms, switches and operands in any order', () => {
  const given = parse('a.svs', '--out', 'o', '--force', 'b.svs', '--target=300');
  expect(given.operands).toEqual(['a.svs', 'b.svs']);
  expect(given.required('--out')).toBe('o');
  expect(given.wholeNumber('--target', 1, 1000)).toBe(300);
  expect(given.has('--force')).toBe(true);
  expect(given.text('--scheme')).toBeUndefined();
});

it('takes names that begin with a hyphen after two hyphens, and negative values', () => {
  expect(parse('--out', 'o', '--', '-a.svs', '--b').operands).toEqual(['-a.svs', '--b']);
  expect(() => parse('a', '--out', 'o', '--target', '-5').wholeNumber('--target', 1, 9)).toThrow('a number from 1 to 9, not "-5"');
});

it.each([
  [['a', '--uot', 'o'], 'Did you mean --out?'],
  [['a', '--out', 'o', '--targt=3'], 'Did you mean --target?'],
  [['a', '--out', 'o', '--zzzz'], 'There is no option --zzzz here.'],
  [['a', '--out'], '--out needs a value (DIR)'],
  [['a', '--out', '--force'], '--out needs a value (DIR)'],
  [['a', '--out='], '--out needs a value (DIR)'],
  [['a', '--out', 'o', '--force=1'], '--force takes no value'],
  [['a', '--out', 'o', '--out', 'p'], '--out is given twice'],
  [['a'], '--out DIR is missing'],
  [['--out', 'o'], 'PATH... is missing: a slide'],
  [['a', 'b', 'c', 'd', '--out', 'o'], '"d" is not expected here'],
])('refuses %j', (words, message) => {
  expect(() => parse(...words)).toThrow(message);
});

it('checks words and numbers', () => {
  const given = parse('a', '--out', 'o', '--scheme', 'bone', '--target', '2.5');
  expect(() => given.choice('--scheme', ['marrow', 'blood'])).toThrow('--scheme is marrow or blood, not "bone".');
  expect(() => given.wholeNumber('--target', 1, 10)).toThrow('whole number');
  for (const wrong of ['1.000', '5e2', '2.']) expect(() => parse('a', '--out', 'o', `--target=${wrong}`).wholeNumber('--target', 1, 1000), wrong).toThrow(`whole number, in digits alone, not "${wrong}"`);
  for (const wrong of ['', ' ', '0x10', 'NaN', 'Infinity', '1e', '1,5', '12px']) {
    expect(() => parse('a', '--out', 'o', `--target=${wrong}`).number('--target', 0, 1e9), wrong).toThrow();
  }
  expect(parse('a', '--out', 'o', '--target', '1e3').number('--target', 0, 1e9)).toBe(1000);
});

it('asks for nothing else where help is asked for', () => {
  expect(parse('--help').has('--help')).toBe(true);
});
