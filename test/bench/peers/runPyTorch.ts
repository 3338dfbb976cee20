import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Debian's interpreter, which has python3-torch; MYELOSCOPE_PYTHON names another. */
const python = process.env.MYELOSCOPE_PYTHON ?? '/usr/bin/python3';

/** Milliseconds of each repetition of PyTorch's side, see the script. Fails where PyTorch is not installed. */
export async function runPeer(script: string, words: readonly (string | number)[]): Promise<number[]> {
  const { stdout } = await promisify(execFile)(python, [path.join(import.meta.dirname, script), ...words.map(String)]);
  return JSON.parse(stdout) as number[];
}

/** The same of resNet18.py. */
export const runPyTorch = (mode: 'train' | 'infer', threads: number, batch: number, repetitions: number): Promise<number[]> => runPeer('resNet18.py', [mode, threads, batch, repetitions]);

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];
