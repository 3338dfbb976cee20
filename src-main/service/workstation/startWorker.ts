import type { ForkedProcess } from '#main/supervision/forkedProcess.ts';

/** Starts a worker process at low priority, given in by whoever starts the service; `input` reaches it as its first message. */
export type StartWorker = (entry: 'count', input: unknown) => ForkedProcess;
