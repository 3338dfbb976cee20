import type { Readable } from 'node:stream';

const keptCharacters = 2000;

/** Passes a process's output on to our own stderr, and keeps its end. */
export function keepLastWords(...streams: readonly (Readable | null | undefined)[]): () => string {
  let kept = '';
  for (const stream of streams) {
    stream?.on('data', (part: Buffer) => {
      kept = (kept + part.toString()).slice(-keptCharacters);
      process.stderr.write(part);
    });
    stream?.on('error', () => { /* it is gone; its end is told by its exit */ });
  }
  return () => kept;
}
