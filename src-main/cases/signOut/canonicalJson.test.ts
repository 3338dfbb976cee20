import { expect, it } from 'vitest';
import { canonicalJson, sha256Of } from './canonicalJson.ts';

it('writes the same value the same, whatever the order of its keys', () => {
  expect(canonicalJson({ b: [1, 2.5, -0], a: { y: null, x: 'é "q"' }, left: undefined })).toBe('{"a":{"x":"é \\"q\\"","y":null},"b":[1,2.5,0]}');
  expect(sha256Of({ a: 1, b: 2 })).toBe(sha256Of({ b: 2, a: 1 }));
  expect(sha256Of({ a: 1 })).not.toBe(sha256Of({ a: '1' }));
});

it('has the order and numbers of RFC 8785', () => {
  // Section 3.2.3: by UTF-16 code units, so the smiling face comes before the last.
  expect(canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 })).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  expect(canonicalJson([333333333.33333329, 1e30, 4.5, 2e-3, 1e-27])).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27]');
});

it('is of bytes where bytes are given', () => {
  expect(sha256Of(new TextEncoder().encode('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it.each([[NaN], [Infinity], [() => 1], [new Date(0)], [new Map()], [[undefined]]])('refuses %s, which would change silently', (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});
