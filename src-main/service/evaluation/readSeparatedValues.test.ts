import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { groupsOfPictures } from './groupsOfPictures.ts';
import { numberIn, readSeparatedValues } from './readSeparatedValues.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tables-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
const written = (text: string | Buffer, name = 'table.csv') => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};

describe('separated values', () => {
  it('reads quotes, line ends in quotes, a byte-order mark and missing cells', async () => {
    const { columns, rows } = await readSeparatedValues(written('\uFEFFfile, note ,group\r\na.png,"one, ""two""\r\nthree",1\r\n\r\nb.png\r\n"c.png",x,2'), ['file']);
    expect(columns).toEqual(['file', 'note', 'group']);
    expect(rows).toEqual([
      { file: 'a.png', note: 'one, "two"\r\nthree', group: '1' }, { file: 'b.png', note: '', group: '' }, { file: 'c.png', note: 'x', group: '2' },
    ]);
  });

  it('takes the separator that the head line has', async () => {
    expect((await readSeparatedValues(written('file;size\na.png;1,5\n'), ['size'])).rows).toEqual([{ file: 'a.png', size: '1,5' }]);
    expect((await readSeparatedValues(written('file\tsize\na.png\t2'), ['size'])).rows).toEqual([{ file: 'a.png', size: '2' }]);
  });

  it('reads UTF-16 as a spreadsheet writes it, and finds columns in any case', async () => {
    const text = '\uFEFFFile\tPatient\nGröße.png\tP1\n', little = Buffer.from(text, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      expect(await readSeparatedValues(written(bytes), ['file'])).toEqual({ columns: ['file', 'Patient'], rows: [{ file: 'Größe.png', Patient: 'P1' }], separator: '\t' });
    }
    expect((await readSeparatedValues(written('File,file\na,b\n'), ['file'])).rows).toEqual([{ File: 'a', file: 'b' }]);
  });

  it('takes a decimal comma where none stands between the values', () => {
    expect([numberIn('14,5', ';'), numberIn('14.5', '\t'), numberIn('1e2', ',')]).toEqual([14.5, 14.5, 100]);
    for (const [text, separator] of [['14,5', ','], ['1.014,5', ';'], ['1,2,3', ';'], ['', ';'], ['Infinity', ','], ['x', ',']] as const) expect(numberIn(text, separator)).toBeNaN();
  });

  it('survives text that is no table', async () => {
    await expect(readSeparatedValues(written(''), ['file'])).rejects.toThrow(/no column "file". It is empty/);
    await expect(readSeparatedValues(written('"never closed\n1,2,3'), ['file'])).rejects.toThrow(/no column "file"/);
    await expect(readSeparatedValues(written('file,patient\n'), ['group'])).rejects.toThrow(/no column "group". It has: file, patient/);
    await expect(readSeparatedValues(path.join(folder, 'absent.csv'), [])).rejects.toMatchObject({ code: 'not-found' });
    await expect(readSeparatedValues(folder, [])).rejects.toMatchObject({ name: 'MyeloscopeError' });
  });
});

describe('groups of pictures', () => {
  it('finds them by path, and by name where that is clear', async () => {
    const table = written('file,class,patient\nNGS/a.png,NGS,P1\nLYT\\b.png,LYT,P2\nold/c.png,LYT,P3\nx/d.png,NGS,P4\ny/d.png,NGS,P5\nLYT/e.png,LYT,\n');
    expect(await groupsOfPictures(['NGS/a.png', 'LYT/b.png', 'LYT/c.png', 'NGS/d.png', 'LYT/e.png', 'LYT/f.png'], table, 'patient'))
      .toEqual(['P1', 'P2', 'P3', undefined, undefined, undefined]);
  });

  it('takes a name alone only where one picture has it', async () => {
    const pictures = ['BLA/1.png', 'NGS/1.png', 'NGS/2.png'];
    expect(await groupsOfPictures(pictures, written('file,patient\nBLA/1.png,P1\n2.png,P2\n'), 'patient')).toEqual(['P1', undefined, 'P2']);
    expect(await groupsOfPictures(pictures, written('file,patient\n1.png,P1\n2.png,P2\n'), 'patient')).toEqual([undefined, undefined, 'P2']);
  });

  it('finds them by names in another case, without ending, and in columns called otherwise', async () => {
    const pictures = ['NGS/a.png', 'LYT/b.PNG', 'LYT/c.png', 'LYT/c.jpg'];
    expect(await groupsOfPictures(pictures, written('Filename,PATIENT\nngs/A,P1\nb.png,P2\nc,P3\n'), 'Patient')).toEqual(['P1', 'P2', undefined, undefined]);
    expect(await groupsOfPictures(['x/\u00E9.png'], written('File,patient\ne\u0301.png,P1\n'), 'patient')).toEqual(['P1']);
  });

  it('takes no group where rows that may mean a picture disagree', async () => {
    const table = (...groups: string[]) => written(`file,patient\n${groups.map((group, place) => `old${place}/a.png,${group}`).join('\n')}\n`);
    expect(await groupsOfPictures(['NGS/a.png', 'NGS/b.png'], table('P1', 'P1'), 'patient')).toEqual(['P1', undefined]);
    await expect(groupsOfPictures(['NGS/a.png', 'NGS/b.png'], table('P1', 'P2'), 'patient')).rejects.toThrow(/names none/);
  });

  it('refuses a table that has nothing to do with the pictures', async () => {
    await expect(groupsOfPictures(['NGS/a.png'], written('file,patient\nz.png,P1\n'), 'patient')).rejects.toThrow(/names none of the pictures/);
    await expect(groupsOfPictures(['NGS/a.png'], written('cell,patient\na.png,P1\n'), 'patient')).rejects.toThrow(/no column that names the picture/);
  });
});
