import type { FloatTensor } from './modelRunner.ts';

/** What a process that runs a model apart is asked: first to load a file, then to run what it is fed. */
export type ApartOrder = { readonly load: string } | { readonly run: Readonly<Record<string, FloatTensor>> };

/** What it says to each. */
export type ApartAnswer =
  | { readonly inputNames: readonly string[]; readonly outputNames: readonly string[] }
  | { readonly outputs: Record<string, FloatTensor> }
  | { readonly failure: { readonly code: 'model-invalid' | 'model-missing' | 'provider-unavailable'; readonly sentence: string; readonly remedy: string } };
