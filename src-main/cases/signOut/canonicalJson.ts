import { createHash } from 'node:crypto';

/**
 * JSON with one way to write each value: no spaces, keys in the order of their code units, numbers as JavaScript writes them
 * (the JSON Canonicalization Scheme, RFC 8785). What is undefined is left out. Throws a TypeError for what JSON has no word for.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
  }
  throw new TypeError(`${typeof value} ${String(value)} can't be written as JSON`);
}

/** SHA-256 of bytes or of a value as canonical JSON; lower-case hexadecimal. */
export function sha256Of(value: unknown): string {
  return createHash('sha256').update(value instanceof Uint8Array ? value : canonicalJson(value)).digest('hex');
}
