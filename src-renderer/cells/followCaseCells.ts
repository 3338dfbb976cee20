import { ServiceFailure, wasCancelled } from '../bridge/serviceFailure.ts';
import { cellTexts } from '../texts/cells.ts';
import type { CaseCells } from './caseCells.ts';
import type { CellService } from './cellService.ts';

/** Shortest time between two askings for all cells, while a count adds some. */
const pauseMs = 700;

/**
 * Keeps cells as they are on disk: asks for them, takes over what acts change, asks again where some were missed, where a count
 * added cells or where the service was away. Gives `reload` and the function that ends it.
 */
export function followCaseCells(cells: CaseCells, service: CellService): { reload(): void; end(): void } {
  const { caseId, reading } = cells;
  let ended = false;
  let asking = false;
  let askAgain = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let lastMs = -Infinity;

  const ask = async (): Promise<void> => {
    waiting = undefined;
    if (asking) { askAgain = true; return; }
    asking = true;
    askAgain = false;
    const begun = performance.now();
    try {
      const columns = await service.columnsOf(caseId, reading);
      if (ended) return;
      // Acts that were applied while the answer was on its way are newer than it.
      if (!cells.receive(columns)) askAgain = true;
    } catch (error) {
      if (ended || wasCancelled(error)) return;
      cells.fail(error instanceof ServiceFailure ? { sentence: error.sentence, remedy: error.remedy } : { sentence: cellTexts.notLoaded, remedy: cellTexts.notLoadedRemedy });
    } finally {
      asking = false;
      // A large case is asked for less often than it takes to answer, so that the service is free for the next act.
      lastMs = performance.now() + 4 * (performance.now() - begun);
      if (askAgain) askSoon();
    }
  };
  const askSoon = (): void => {
    if (ended || waiting !== undefined) return;
    waiting = setTimeout(() => { void ask(); }, Math.max(0, lastMs + pauseMs - performance.now()));
  };
  const askNow = (): void => {
    clearTimeout(waiting);
    void ask();
  };

  const stopService = service.onServiceEvent((event) => {
    if (event.event === 'reviewed' && event.change.caseId === caseId && event.change.reading === reading) {
      // Before the first columns there is nothing to change; they will hold this act.
      if (cells.version < 0) askAgain = true;
      else if (cells.apply(event.change) === 'gap') askNow();
    } else if (event.event === 'caseChanged' && event.caseId === caseId) askSoon();
    else if (event.event === 'jobChanged' && event.job.caseId === caseId) askSoon();
  });
  const stopShell = service.onShellEvent((event) => { if (event.shell === 'service' && event.state === 'running') askNow(); });
  askNow();
  return { reload: askNow, end() { ended = true; clearTimeout(waiting); stopService(); stopShell(); } };
}
