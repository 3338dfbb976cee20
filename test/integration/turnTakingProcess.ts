// A worker for `rightOfWay.test.ts`: takes turn after turn, and ends its work at the first that it was made to wait for.
import { nextTurn } from '#shared/jobs/workSignal.ts';
import { parentChannel } from '#main/supervision/parentChannel.ts';
import { serveWork } from '#main/workers/serveWork.ts';

const noticedMs = 100;
serveWork(parentChannel()!, async (_order, stop, report) => {
  for (let turns = 1; ; turns++) {
    const asked = performance.now();
    await nextTurn(stop.signal);
    if (performance.now() - asked >= noticedMs) return;
    report({ stage: 'Taking turns', done: turns, total: 0 });
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
});
