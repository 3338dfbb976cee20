import { describe, expect, it } from 'vitest';
import { classCodes, isClassCode, isProductClass, ownClassCodes, productClassCodes } from './cellClasses.ts';
import { classBookOf, productClassBook } from './classBook.ts';
import { checkOwnClasses, withOwnClasses } from './ownClasses.ts';
import type { OwnClass } from './ownClasses.ts';
import { bloodScheme, checkScheme, marrowScheme } from './schemes.ts';

const osteoblast: OwnClass = { code: 'OW1', letters: 'OSB', name: 'Osteoblast', marrow: 'noted', blood: 'noted' };
const hairyCell: OwnClass = { code: 'OW3', letters: 'HC', name: 'Hairy cell', marrow: 'counted', blood: 'per100' };

describe('a laboratory\'s own classes', () => {
  it('have places of their own, before what cannot be named', () => {
    expect(classCodes).toEqual([...productClassCodes.filter((code) => code !== 'UNK'), ...ownClassCodes, 'UNK']);
    expect(classCodes.every(isClassCode)).toBe(true);
    expect(classCodes.filter(isProductClass)).toEqual(productClassCodes);
  });

  it('stand in a scheme where the laboratory says, after the product\'s', () => {
    const rowsOf = (scheme: typeof marrowScheme, place: string) => checkScheme(withOwnClasses(scheme, [osteoblast, hairyCell])).rows.filter((row) => row.place === place).map(({ code, classes }) => [code, ...classes]);
    expect(rowsOf(marrowScheme, 'counted').at(-1)).toEqual(['HC', 'OW3']);
    expect(rowsOf(marrowScheme, 'noted').at(-1)).toEqual(['OSB', 'OW1']);
    expect(rowsOf(bloodScheme, 'per100')).toEqual([['NRBC', 'PEB', 'EBB', 'EBP', 'EBO'], ['HC', 'OW3']]);
    expect(rowsOf(marrowScheme, 'counted').slice(0, -1)).toEqual(marrowScheme.rows.filter(({ place }) => place === 'counted').map(({ code, classes }) => [code, ...classes]));
    expect(withOwnClasses(marrowScheme, [])).toBe(marrowScheme);
  });

  it('are called as the laboratory calls them, and can be chosen in the order of the report', () => {
    const { codes, nameOf, lettersOf } = classBookOf([hairyCell, osteoblast]);
    expect(codes.slice(-4)).toEqual(['ART', 'OW1', 'OW3', 'UNK']);
    expect([nameOf('OW3'), lettersOf('OW3'), nameOf('PLM'), lettersOf('PLM')]).toEqual(['Hairy cell', 'HC', 'Plasma cell', 'PLM']);
    expect(nameOf('OW2')).toContain('has no name');
    expect(productClassBook.codes).toEqual(productClassCodes);
  });

  it.each([
    ['letters of a class of the product', [{ ...osteoblast, letters: 'BLA' }], /BLA stand for another class/],
    ['letters of a set of classes', [{ ...osteoblast, letters: 'EBX' }], /EBX stand for another class/],
    ['the same letters twice', [osteoblast, { ...hairyCell, letters: 'OSB' }], /OSB stand for another class/],
    ['letters that fit no box', [{ ...osteoblast, letters: 'OSTEO' }], /two or three letters/],
    ['figures first', [{ ...osteoblast, letters: '1A' }], /two or three letters/],
    ['no letters', [{ ...osteoblast, letters: '' }], /two or three letters/],
    ['no name', [{ ...osteoblast, name: ' ' }], /has no name/],
    ['a name of the product, however it is written', [{ ...osteoblast, name: 'plasma CELL' }], /Two classes are called/],
    ['a name twice', [osteoblast, { ...hairyCell, name: 'osteoblast ' }], /Two classes are called/],
    ['a place twice', [osteoblast, { ...hairyCell, code: 'OW1' as const }], /the place of another/],
  ] as const)('are refused with %s', (_, own, reason) => {
    expect(() => checkOwnClasses(own)).toThrow(reason);
    expect(() => checkOwnClasses(own)).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });
});
