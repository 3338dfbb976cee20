import { describe, expect, it } from 'vitest';
import { cellClasses } from './cellClasses.ts';
import { bloodScheme, checkScheme, marrowScheme, withNeutrophilsCombined } from './schemes.ts';
import type { Scheme } from './schemes.ts';

describe('schemes', () => {
  it('hold together as shipped', () => {
    for (const scheme of [marrowScheme, bloodScheme, withNeutrophilsCombined(marrowScheme), withNeutrophilsCombined(bloodScheme)]) expect(checkScheme(scheme)).toBe(scheme);
  });

  it('count in marrow what the guideline counts, in its order', () => {
    expect(marrowScheme.rows.filter(({ place }) => place === 'counted').map(({ code }) => code)).toEqual(
      ['BLA', 'PMO', 'MYB', 'MMZ', 'NGB', 'NGS', 'EOS', 'BAS', 'MAS', 'MON', 'LYT', 'PLM', 'PEB', 'EBB', 'EBP', 'EBO']);
    expect(marrowScheme.target).toBe(500);
    expect(bloodScheme.target).toBe(200);
  });

  it('let a laboratory add classes of its own', () => {
    const own: Scheme = { ...marrowScheme, ownClasses: [{ code: 'OSB', name: 'Osteoblast' }], rows: [...marrowScheme.rows, { code: 'OSB', name: 'Osteoblast', classes: ['OSB'], place: 'noted' }] };
    expect(checkScheme(own).rows).toHaveLength(cellClasses.length);
  });

  const broken: [string, Partial<Scheme>, RegExp][] = [
    ['a class twice', { rows: [...marrowScheme.rows, { code: 'X', name: 'x', classes: ['BLA'], place: 'counted' }] }, /BLA stands in two rows/],
    ['a class lost', { rows: marrowScheme.rows.slice(1) }, /BLA stands in no row/],
    ['a class that is none', { rows: [...marrowScheme.rows, { code: 'X', name: 'x', classes: ['XXX'], place: 'counted' }] }, /XXX, which is none/],
    ['a row for UNK', { rows: [...marrowScheme.rows, { code: 'UNK', name: 'x', classes: ['UNK'], place: 'counted' }] }, /UNK/],
    ['an own class under a known code', { ownClasses: [{ code: 'BLA', name: 'x' }] }, /code of a class/],
    ['nothing counted', { rows: marrowScheme.rows.map((row) => ({ ...row, place: 'noted' as const })) }, /no row is counted/],
    ['no target', { target: 0 }, /target/],
    ['two rows of one code', { rows: marrowScheme.rows.map((row) => (row.code === 'PMO' ? { ...row, code: 'BLA' } : row)) }, /same code/],
  ];
  it.each(broken)('refuse %s', (_, change, reason) => { expect(() => checkScheme({ ...marrowScheme, ...change })).toThrow(reason); });
});
