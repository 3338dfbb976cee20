// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the package has no types, and an ambient declaration can't be imported
/// <reference path="./libsvmJs.d.ts" />
import { createRequire } from 'node:module';
import type { SupportVectorClass } from 'libsvm-js';

let loaded: Promise<SupportVectorClass> | undefined;

/** LIBSVM, loaded once. */
export function loadLibsvm(): Promise<SupportVectorClass> {
  return loaded ??= load();
}

async function load(): Promise<SupportVectorClass> {
  // The package is older than Node's fetch, takes it for a browser's, fails with a file's path and says so on the terminal.
  const { fetch } = globalThis;
  Reflect.set(globalThis, 'fetch', undefined);
  try {
    // A CommonJS module whose whole export is a promise: a namespace around it would be no promise any more.
    return await (createRequire(import.meta.url)('libsvm-js') as Promise<SupportVectorClass>);
  } finally {
    Reflect.set(globalThis, 'fetch', fetch);
  }
}

export type { SupportVectorClass };
