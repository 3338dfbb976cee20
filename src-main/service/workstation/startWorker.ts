import type { ForkedProcess } from '#main/supervision/forkedProcess.ts';

/** The processes beside the service: `countProcess`, `trainingProcess`, `experimentProcess` and `sampleProcess` in `src-main/workers`. */
export type WorkerEntry = 'count' | 'training' | 'experiment' | 'sample';

/** Starts a worker process at low priority, given in by whoever starts the service; `order` reaches it as its first message. */
export type StartWorker = (entry: WorkerEntry, order: unknown) => ForkedProcess;
