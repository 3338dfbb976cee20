import path from 'node:path';
import type { ArgumentsOf, CommandName, ResultOf } from '#shared/contract/contract.ts';
import type { ServiceEvent } from '#shared/contract/events.ts';
import type { Progress } from '#shared/jobs/progress.ts';
import { openWorkstation } from '#main/service/workstation/openWorkstation.ts';
import type { StartWorker } from '#main/service/workstation/startWorker.ts';
import { forkWithNode } from '#main/supervision/forkWithNode.ts';

/** How the counting process behaves: see `countDotsProcess`. */
export interface DotCounting { readonly pauseMs?: number; readonly dieAtRegion?: number; readonly doubtedSlide?: string }

/** A workstation that counts dots for cells, in processes of its own, as the real one counts cells. */
export interface TestWorkstation {
  call<Name extends CommandName>(name: Name, given: ArgumentsOf<Name>, work?: { signal?: AbortSignal; report?: (progress: Progress) => void }): Promise<ResultOf<Name>>;
  /** Lets a classifier name cells, or goes back, as a window does that shows what is so now. */
  promote(name: string, by: string, reason: string): Promise<ResultOf<'models.promote'>>;
  goBack(by: string, reason?: string): Promise<ResultOf<'models.goBack'>>;
  /** Whatever a window could send. */
  callAnything(name: string, given: unknown): Promise<unknown>;
  /** All that were told so far. */
  readonly events: ServiceEvent[];
  /** The first event, told already or to come, that is so. */
  event(isIt: (event: ServiceEvent) => boolean): Promise<ServiceEvent>;
  /** Waits until the newest count of a case is in one of these states. */
  jobIs(caseId: number, ...states: string[]): Promise<void>;
  /** Changes how the processes that are started from now on behave. */
  counting: DotCounting;
  close(): Promise<void>;
}

const dots = { provider: 'cpu' as const, models: [{ name: 'dots', version: '1', sha256: '0'.repeat(64) }] };

export function openTestWorkstation(libraryDirectory: string, counting: DotCounting = {}, modelsDirectory?: string): TestWorkstation {
  const events: ServiceEvent[] = [];
  const waiting = new Set<() => void>();
  const fork = forkWithNode();
  const startWorker: StartWorker = (entry, order) => {
    const worker = fork({
      name: 'count', entry: path.join(import.meta.dirname, entry === 'sample' ? 'drawDotsProcess.ts' : 'countDotsProcess.ts'), lowPriority: true,
      environment: { MYELOSCOPE_TEST_PAUSE: String(opened.counting.pauseMs ?? 0), MYELOSCOPE_TEST_DIE: String(opened.counting.dieAtRegion ?? 0), MYELOSCOPE_TEST_DOUBTED: opened.counting.doubtedSlide ?? '' },
    });
    worker.send(order);
    return worker;
  };
  const opened: TestWorkstation = {
    call: async (name, given, work = {}) => await workstation.call(name, given, { signal: work.signal ?? new AbortController().signal, report: work.report ?? (() => undefined) }) as never,
    promote: async (name, by, reason) => {
      const { card: { sha256 }, standing } = await opened.call('models.card', { name });
      return opened.call('models.promote', { name, sha256, ...(standing?.inUse && { insteadOf: standing.inUse.sha256 }), by, reason });
    },
    goBack: async (by, reason) => opened.call('models.goBack', { from: (await opened.call('models.list', {})).goesBackTo?.from ?? '0'.repeat(64), by, ...(reason !== undefined && { reason }) }),
    callAnything: (name, given) => workstation.call(name, given, { signal: new AbortController().signal, report: () => undefined }),
    events, counting,
    event: (isIt) => new Promise((resolve) => {
      const look = (): void => {
        const found = events.find(isIt);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    }),
    jobIs: async (caseId, ...states) => {
      for (;;) {
        const { jobs } = await opened.call('jobs.list', {});
        if (states.includes(jobs.find((job) => job.caseId === caseId)?.state ?? 'none')) return;
        await new Promise((resolve) => { setTimeout(resolve, 30); });
      }
    },
    close: () => workstation.close(),
  };
  // Made last: it may begin to count at once.
  const workstation = openWorkstation({ libraryDirectory, modelsDirectory, startWorker, findModels: () => Promise.resolve(dots), softwareVersion: '1.2.3', withDrawings: false });
  workstation.onEvent((event) => {
    events.push(event);
    for (const look of waiting) look();
  });
  return opened;
}
