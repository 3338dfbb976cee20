import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Debian's interpreter, which has python3-torch; MYELOSCOPE_PYTHON names another. */
const python = process.env.MYELOSCOPE_PYTHON ?? '/usr/bin/python3';

/** Milliseconds of each repetition of PyTorch's side, see resNet18.py. Fails where PyTorch is not installed. */
export async function runPyTorch(mode: 'train' | 'infer', threads: number, batch: number, repetitions: number): Promise<number[]> {
  const script = path.join(import.meta.dirname, 'resNet18.py');
  const { stdout } = await promisify(execFile)(python, [script, mode, String(threads), String(batch), String(repetitions)]);
  return JSON.parse(stdout) as number[];
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];
