import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { writeWhole } from '#main/files/writeWhole.ts';
import type { TrainerState } from './trainer.ts';

/** A trainer's state with whatever the run itself must remember (epoch, best figure so far), as plain JSON. */
export interface Checkpoint extends TrainerState { readonly notes: Readonly<Record<string, unknown>> }

const signature = 'MYELOSCOPE-CHECKPOINT-1\n';
const digestBytes = 32;
interface Header { steps: number; notes: Record<string, unknown>; tensors: [name: string, count: number][] }

/**
 * Writes a checkpoint so that the path holds either the old one or the new one whole, whatever happens meanwhile.
 * The file: a signature, the length of a JSON header, the header, the tensors as little-endian floats, SHA-256 of all.
 *
 * @throws MyeloscopeError `disk-full`, `not-permitted`, `not-found` where its folder is not there
 */
export async function writeCheckpoint(file: string, { steps, tensors, notes }: Checkpoint): Promise<void> {
  const header: Header = { steps, notes, tensors: [...tensors].map(([name, values]) => [name, values.length]) };
  const encoded = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(new Uint32Array([encoded.length]).buffer);
  const parts = [new TextEncoder().encode(signature), length, encoded, ...[...tensors.values()].map(bytesOf)];
  await writeWhole(file, withDigest(parts), { remedies: { 'disk-full': 'Free some space and start again.' } });
}

/** The parts, then the SHA-256 of all of them. */
function* withDigest(parts: readonly Uint8Array[]): Generator<Uint8Array> {
  const digest = createHash('sha256');
  for (const part of parts) {
    digest.update(part);
    yield part;
  }
  yield digest.digest();
}

/** @throws MyeloscopeError `not-found`, or `model-invalid` where the file is cut short, altered or something else */
export async function readCheckpoint(file: string): Promise<Checkpoint> {
  const bytes = await readFile(file).catch((cause: unknown) => { throw new MyeloscopeError('not-found', `The checkpoint ${file} cannot be read.`, '', { cause }); });
  const damaged = () => new MyeloscopeError('model-invalid', `The checkpoint ${file} is cut short or damaged.`, 'Start the training again, or use an older checkpoint.');
  const headerStart = signature.length + 4;
  if (bytes.length < headerStart + digestBytes || bytes.toString('latin1', 0, signature.length) !== signature) throw damaged();
  const end = bytes.length - digestBytes;
  if (!createHash('sha256').update(bytes.subarray(0, end)).digest().equals(bytes.subarray(end))) throw damaged();
  const bodyStart = headerStart + bytes.readUInt32LE(signature.length);
  const { steps, notes, tensors } = JSON.parse(bytes.toString('utf8', headerStart, bodyStart)) as Header;
  let start = bodyStart;
  const named = tensors.map(([name, count]): [string, Float32Array] => {
    const copy = Uint8Array.from(bytes.subarray(start, start + count * 4));
    start += count * 4;
    return [name, new Float32Array(copy.buffer)];
  });
  return { steps, notes, tensors: new Map(named) };
}

const bytesOf = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
