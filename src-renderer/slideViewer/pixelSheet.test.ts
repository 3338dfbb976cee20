import { expect, test } from 'vitest';
import { packedColour, PixelSheet } from './pixelSheet.ts';

const palette = Uint32Array.of(0, packedColour(1, 2, 3, 4), packedColour(10, 20, 30));
const ink = 2;
const sheetOf = (width: number, height: number): PixelSheet => new PixelSheet(width, height, palette);
/** The sheet as text: `#` where something was painted. */
const picture = (sheet: PixelSheet): string[] => Array.from({ length: sheet.height }, (_, y) => Array.from({ length: sheet.width }, (_, x) => (sheet.bytes[(y * sheet.width + x) * 4 + 3] > 0 ? '#' : '.')).join(''));

test('colours lie in memory as a picture takes them', () => {
  const sheet = sheetOf(1, 1);
  sheet.rectangle(0, 0, 1, 1, 1);
  expect([...sheet.bytes]).toEqual([1, 2, 3, 4]);
});

test('rectangles and lines end at the edge, narrow or wide', () => {
  const sheet = sheetOf(6, 4);
  sheet.rectangle(4, -3, 20, 2, ink);
  sheet.line(0, 9, 0, 3, 2, ink);
  expect(picture(sheet)).toEqual(['....##', '....##', '#.....', '#.....']);
  const wide = sheetOf(40, 2);
  wide.rectangle(-5, 0, 39, 1, ink);
  expect(picture(wide)).toEqual([`${'#'.repeat(39)}.`, '.'.repeat(40)]);
});

test('a line is as thick as asked, upright or slanting', () => {
  const sheet = sheetOf(8, 5);
  sheet.line(1, 1, 6, 1, 2, ink);
  expect(picture(sheet)).toEqual(['#######.', '#######.', '........', '........', '........']);
  sheet.begin();
  sheet.line(0, 0, 4, 4, 1, ink);
  expect(picture(sheet)).toEqual(['#.......', '.#......', '..#.....', '...#....', '....#...']);
});

test('squares are whole inside and cut at the edge', () => {
  const sheet = sheetOf(6, 3);
  sheet.square(1, 0, 2, ink);
  sheet.square(5, 2, 2, ink);
  sheet.square(-3, 0, 2, ink);
  expect(picture(sheet)).toEqual(['.##...', '.##...', '.....#']);
});

test('a part painted again leaves the rest as it is', () => {
  const sheet = sheetOf(6, 3);
  sheet.rectangle(0, 0, 6, 3, ink);
  expect(sheet.begin({ left: 1.5, top: 0.5, right: 3.2, bottom: 1.5 })).toEqual({ left: 1, top: 0, right: 4, bottom: 2 });
  sheet.stamp({ width: 3, height: 2, pixels: new Uint32Array(6).fill(palette[ink]) }, 3, 1);
  expect(picture(sheet)).toEqual(['#...##', '#..###', '######']);
});

test('nothing is painted for a part that lies outside', () => {
  const sheet = sheetOf(3, 2);
  sheet.rectangle(0, 0, 3, 2, ink);
  sheet.begin({ left: 10, top: 10, right: 20, bottom: 20 });
  sheet.rectangle(0, 0, 3, 3, 0);
  expect(picture(sheet)).toEqual(['###', '###']);
});

test('pushed any way and painted where it came in, it is as if painted anew', () => {
  const paint = (sheet: PixelSheet, across: number, down: number): void => {
    for (let i = 0; i < 60; i++) sheet.rectangle(((i * 37) % 90) - 30 + across, ((i * 53) % 70) - 20 + down, ((i * 37) % 90) - 26 + across, ((i * 53) % 70) - 17 + down, ink);
  };
  for (const [across, down] of [[0, 0], [3, 0], [-5, 0], [0, 4], [0, -7], [6, 2], [-6, 2], [9, -3], [-9, -3], [29, 19], [-29, -19]]) {
    const [pushed, anew] = [sheetOf(30, 20), sheetOf(30, 20)];
    paint(pushed, 0, 0);
    for (const part of pushed.move(across, down)) {
      pushed.begin(part);
      paint(pushed, across, down);
    }
    paint(anew, across, down);
    expect(picture(pushed), `${across} ${down}`).toEqual(picture(anew));
  }
});
