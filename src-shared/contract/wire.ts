import { MyeloscopeError } from '../errors/myeloscopeError.ts';

// Both stand in every browser and in Node; this layer is compiled without the types of either.
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

/**
 * How a message travels as bytes, over a socket: a head in JSON, and the typed arrays of the message behind it as they lie in
 * memory, never as text.
 *
 *   4 bytes  length of the head in bytes, little-endian
 *   head     {"message": …, "arrays": [[path of keys, type, bytes], …]}, with null in the message where an array was
 *   arrays   one after the other, each begins at a multiple of 8 bytes from the start
 *
 * Typed arrays lie little-endian, as on every machine that this program runs on.
 */
const arrayTypes = { Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array } as const;
type ArrayType = keyof typeof arrayTypes;
type TypedArray = InstanceType<(typeof arrayTypes)[ArrayType]>;
type Key = string | number;
interface Head { readonly message: unknown; readonly arrays: readonly (readonly [path: readonly Key[], type: ArrayType, byteLength: number])[] }

const alignment = 8;
const aligned = (offset: number): number => Math.ceil(offset / alignment) * alignment;
/** Messages nest a few levels; more is no message of ours. */
const deepest = 20;

/** The message as bytes. Arrays are copied. Values that JSON has no word for (undefined, NaN) travel as JSON writes them. */
export function encodeMessage(message: unknown): Uint8Array<ArrayBuffer> {
  const found: { path: Key[]; type: ArrayType; bytes: Uint8Array }[] = [];
  const head = new TextEncoder().encode(JSON.stringify({ message: withoutArrays(message, [], found), arrays: found.map(({ path, type, bytes }) => [path, type, bytes.byteLength]) }));
  const offsets: number[] = [];
  let length = 4 + head.byteLength;
  for (const { bytes } of found) {
    offsets.push(aligned(length));
    length = aligned(length) + bytes.byteLength;
  }
  const encoded = new Uint8Array(length);
  new DataView(encoded.buffer).setUint32(0, head.byteLength, true);
  encoded.set(head, 4);
  found.forEach(({ bytes }, index) => { encoded.set(bytes, offsets[index]); });
  return encoded;
}

function withoutArrays(value: unknown, path: Key[], found: { path: Key[]; type: ArrayType; bytes: Uint8Array }[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    const type = (Object.keys(arrayTypes) as ArrayType[]).find((name) => value instanceof arrayTypes[name]);
    if (!type) throw new TypeError('This kind of array does not travel between window and service');
    found.push({ path, type, bytes: new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength) });
    return null;
  }
  if (Array.isArray(value)) return value.map((part, index) => withoutArrays(part, [...path, index], found));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutArrays(part, [...path, key], found)]));
}

/**
 * The message that these bytes are. Its arrays are views of `bytes` where they are aligned there, else copies. Throws a
 * `bad-input` error where the bytes are no message, whatever they are: anybody may have sent them.
 */
export function decodeMessage(bytes: Uint8Array<ArrayBuffer>): unknown {
  try {
    const headLength = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
    if (headLength > bytes.byteLength - 4) throw new RangeError('the head is cut off');
    const head = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, 4 + headLength))) as Head;
    const holder = { message: head.message };
    let end = 4 + headLength;
    for (const [path, type, byteLength] of head.arrays) {
      const array = arrayAt(bytes, aligned(end), type, byteLength);
      putAt(holder, ['message', ...path], array);
      end = aligned(end) + byteLength;
    }
    if (end !== bytes.byteLength) throw new RangeError('there is more than the head names');
    return holder.message;
  } catch (cause) {
    throw new MyeloscopeError('bad-input', 'A message between window and service could not be read.', 'Close the window and open it again.', { cause });
  }
}

function arrayAt(bytes: Uint8Array<ArrayBuffer>, offset: number, type: ArrayType, byteLength: number): TypedArray {
  if (!Object.hasOwn(arrayTypes, type)) throw new TypeError('unknown type of array');
  if (!Number.isInteger(byteLength) || byteLength < 0 || offset + byteLength > bytes.byteLength) throw new RangeError('an array is cut off');
  const { BYTES_PER_ELEMENT } = arrayTypes[type];
  const start = bytes.byteOffset + offset;
  if (start % BYTES_PER_ELEMENT === 0) return new arrayTypes[type](bytes.buffer, start, byteLength / BYTES_PER_ELEMENT);
  return new arrayTypes[type](bytes.slice(offset, offset + byteLength).buffer, 0, byteLength / BYTES_PER_ELEMENT);
}

/** Sets a null that stands in the message itself; a path that leads anywhere else is refused. */
function putAt(holder: object, path: readonly Key[], array: TypedArray): void {
  if (!Array.isArray(path) || path.length > deepest) throw new TypeError('no path');
  let at = holder as Record<Key, unknown>;
  for (const key of path.slice(0, -1)) {
    if (!Object.hasOwn(at, key)) throw new TypeError('a path leads nowhere');
    at = at[key] as Record<Key, unknown>;
  }
  const last = path[path.length - 1];
  if (!Object.hasOwn(at, last) || at[last] !== null) throw new TypeError('a path leads nowhere');
  at[last] = array;
}
