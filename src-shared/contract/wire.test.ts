import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from './wire.ts';
import { seededRandom } from '../random/seededRandom.ts';

const columns = {
  kind: 'result', id: 7,
  result: {
    name: 'Müller Ω 骨髄', ids: new Int32Array([1, -2, 3]), boxes: new Float32Array([0.5, 1.25]), codes: new Uint8Array([9]), none: new Uint8Array(0),
    rows: [{ bytes: new Float64Array([Math.PI]) }, null, { bytes: new Uint16Array([65535]) }], missing: null, plain: [1, 'two', false],
  },
};

describe('a message as bytes', () => {
  it('comes back as it was, arrays as arrays of the same kind', () => {
    expect(decodeMessage(encodeMessage(columns))).toEqual(columns);
    for (const message of [null, 'words', 5, new Int32Array([4]), [], {}]) expect(decodeMessage(encodeMessage(message))).toEqual(message);
  });

  it('is read wherever it lies in memory', () => {
    const encoded = encodeMessage(columns);
    for (let shift = 0; shift < 8; shift++) {
      const room = new Uint8Array(encoded.length + 16);
      room.set(encoded, shift);
      expect(decodeMessage(room.subarray(shift, shift + encoded.length))).toEqual(columns);
    }
  });

  it('takes the part of a buffer that an array shows, and not the rest', () => {
    const whole = new Uint8Array([1, 2, 3, 4, 5]);
    expect(decodeMessage(encodeMessage({ part: whole.subarray(1, 3) }))).toEqual({ part: new Uint8Array([2, 3]) });
  });

  it('carries bytes as bytes: little more than their number', () => {
    expect(encodeMessage({ bytes: new Uint8Array(100_000) }).length).toBeLessThan(100_200);
  });

  it('keeps words that look like its own', () => {
    const message = { message: null, arrays: [[['message'], 'Uint8Array', 4]], __proto__x: 1 };
    expect(decodeMessage(encodeMessage(message))).toEqual(message);
  });
});

describe('bytes that are no message', () => {
  const raw = (head: string, rest = 0) => {
    const text = new TextEncoder().encode(head);
    const bytes = new Uint8Array(4 + text.length + rest);
    new DataView(bytes.buffer).setUint32(0, text.length, true);
    bytes.set(text, 4);
    return bytes;
  };
  it.each([
    ['nothing', new Uint8Array(0)], ['too little', new Uint8Array([1, 0])], ['a head that is cut off', new Uint8Array([255, 255, 255, 255, 1])],
    ['no JSON', raw('hello')], ['no head', raw('5')], ['no arrays', raw('{"message":1}')], ['bad letters', new Uint8Array([2, 0, 0, 0, 0xff, 0xfe])],
    ['an unknown array', raw('{"message":{"a":null},"arrays":[[["a"],"constructor",0]]}')],
    ['a path out of the message', raw('{"message":{"a":null},"arrays":[[["__proto__","x"],"Uint8Array",0]]}')],
    ['a path to the prototype', raw('{"message":{"a":null},"arrays":[[["constructor"],"Uint8Array",0]]}')],
    ['a path onto a value', raw('{"message":{"a":1},"arrays":[[["a"],"Uint8Array",0]]}')],
    ['an array longer than the bytes', raw('{"message":{"a":null},"arrays":[[["a"],"Uint8Array",4000000000]]}')],
    ['an array of less than nothing', raw('{"message":{"a":null},"arrays":[[["a"],"Uint8Array",-8]]}')],
    ['an array that ends within a number', raw('{"message":{"a":null},"arrays":[[["a"],"Float64Array",5]]}', 20)],
    ['more than it says', raw('{"message":1,"arrays":[]}', 3)],
  ])('are refused: %s', (_name, bytes) => {
    expect(() => decodeMessage(bytes)).toThrow(expect.objectContaining({ code: 'bad-input' }) as Error);
  });

  it('are refused or read, and never more than that, however a message was bent', () => {
    const random = seededRandom(5);
    const encoded = encodeMessage(columns);
    let refused = 0;
    for (let turn = 0; turn < 3000; turn++) {
      const bent = encoded.slice(0, random.below(10) < 3 ? random.below(encoded.length) : encoded.length);
      for (let change = 0; change < 3 && bent.length; change++) bent[random.below(bent.length)] = random.below(256);
      try {
        decodeMessage(bent);
      } catch (error) {
        expect(error).toMatchObject({ code: 'bad-input' });
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(1000);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
