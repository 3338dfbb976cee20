import { expect, test } from 'vitest';
import { unpackLzw } from './lzw.ts';

/** Codes of 9 bits, high bit first. */
function pack(codes: readonly number[]): Uint8Array {
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  return Uint8Array.from(bits.match(/.{1,8}/g)!.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));
}

test('the example of the TIFF specification, section 13', () => {
  const packed = pack([256, 7, 258, 8, 8, 258, 6, 257]);
  expect([...unpackLzw(packed, 8)!]).toEqual([7, 7, 7, 8, 8, 7, 7, 6]);
});

test('a string that is told by its own beginning, as long as wanted', () => {
  // a, then "aa" defined as it is used, then "aaa": runs of one byte.
  expect([...unpackLzw(pack([256, 65, 258, 259, 257]), 6)!]).toEqual([65, 65, 65, 65, 65, 65]);
  expect([...unpackLzw(pack([256, 65, 258, 259, 257]), 4)!]).toEqual([65, 65, 65, 65]);
});

test('damaged codes are undefined, not garbage', () => {
  expect(unpackLzw(pack([256, 7, 300]), 8)).toBeUndefined();
  expect(unpackLzw(pack([256, 258]), 8)).toBeUndefined();
  expect(unpackLzw(pack([256, 7, 257]), 8)).toBeUndefined();
  expect(unpackLzw(new Uint8Array(), 1)).toBeUndefined();
});
