import { expect, test } from 'vitest';
import { packedColour, PixelSheet } from './pixelSheet.ts';

const ink = packedColour(10, 20, 30);
/** The sheet as text: `#` where something was painted. */
const picture = (sheet: PixelSheet): string[] => Array.from({ length: sheet.height }, (_, y) => Array.from({ length: sheet.width }, (_, x) => (sheet.bytes[(y * sheet.width + x) * 4 + 3] > 0 ? '#' : '.')).join(''));

test('colours lie in memory as a picture takes them', () => {
  const sheet = new PixelSheet(1, 1);
  sheet.rectangle(0, 0, 1, 1, packedColour(1, 2, 3, 4));
  expect([...sheet.bytes]).toEqual([1, 2, 3, 4]);
});

test('rectangles, dots and lines end at the edge', () => {
  const sheet = new PixelSheet(6, 4);
  sheet.rectangle(4, -3, 20, 2, ink);
  sheet.dot(0, 3, 2, ink);
  expect(picture(sheet)).toEqual(['....##', '....##', '#.....', '#.....']);
});

test('a line is as thick as asked, upright or slanting', () => {
  const sheet = new PixelSheet(8, 5);
  sheet.line(1, 1, 6, 1, 2, ink);
  expect(picture(sheet)).toEqual(['#######.', '#######.', '........', '........', '........']);
  sheet.begin();
  sheet.line(0.5, 0.5, 4.5, 4.5, 1, ink);
  expect(picture(sheet)).toEqual(['#.......', '.#......', '..#.....', '...#....', '....#...']);
});

test('a part painted again leaves the rest as it is', () => {
  const sheet = new PixelSheet(6, 3);
  sheet.rectangle(0, 0, 6, 3, ink);
  expect(sheet.begin({ left: 1.5, top: 0.5, right: 3.2, bottom: 1.5 })).toEqual({ left: 1, top: 0, right: 4, bottom: 2 });
  sheet.stamp({ width: 3, height: 2, pixels: new Uint32Array(6).fill(ink) }, 3, 1);
  expect(picture(sheet)).toEqual(['#...##', '#..###', '######']);
});

test('nothing is painted for a part that lies outside', () => {
  const sheet = new PixelSheet(3, 2);
  sheet.rectangle(0, 0, 3, 2, ink);
  sheet.begin({ left: 10, top: 10, right: 20, bottom: 20 });
  sheet.dot(1, 1, 3, ink);
  expect(picture(sheet)).toEqual(['###', '###']);
});
