import { expect, test } from 'vitest';
import { unpackPackBits } from './packBits.ts';

test('the example of the TIFF specification, section 9', () => {
  const packed = Uint8Array.of(0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa);
  const wanted = [0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0xaa, 0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0x22, ...new Array<number>(10).fill(0xaa)];
  expect([...unpackPackBits(packed, 24)!]).toEqual(wanted);
});

test('bytes that end early are undefined, and 128 means nothing', () => {
  expect(unpackPackBits(Uint8Array.of(5, 1, 2), 6)).toBeUndefined();
  expect([...unpackPackBits(Uint8Array.of(0x80, 0x00, 9), 1)!]).toEqual([9]);
});
